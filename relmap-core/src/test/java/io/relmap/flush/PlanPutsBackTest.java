package io.relmap.flush;

import static io.relmap.testsupport.Family.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.holder.DynamicEntity;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("UW-146, UW-56: a plan leaves a map-backed object as it was")
class PlanPutsBackTest {

    private final Table countries =
            Table.named("country")
                    .column(ColumnDefinition.of("code", TypeRegistry.varchar(2)).notNull())
                    .primaryKey(List.of("code"))
                    .build();
    private final Table cities =
            named("city")
                    .column(ColumnDefinition.of("code", TypeRegistry.varchar(2)))
                    .foreignKey(
                            new ForeignKeyConstraint(
                                    null,
                                    List.of("code"),
                                    TableName.of("country"),
                                    List.of("code"),
                                    ForeignKeyConstraint.Options.NONE))
                    .build();
    private final World world =
            World.of(
                            mapping ->
                                    mapping.mapDynamic("Country", countries, c -> {})
                                            .mapDynamic(
                                                    "City",
                                                    cities,
                                                    c ->
                                                            c.reference(
                                                                    "country",
                                                                    "Country",
                                                                    r -> r.passiveUpdates(false))))
                    .open();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("where a key that changes is carried to those that refer to it")
    void whereAKeyIsCarried() {
        DynamicEntity country = world.make("Country", "code", "FR");
        DynamicEntity paris = world.make("City", "name", "Paris");
        paris.set("country", country);
        world.session().add(paris);
        world.session().flush();
        world.load(paris, "country");
        country.set("code", "FX");
        assertThat(world.session().flushPlan(PlanDepth.LOADING).describe()).contains("save City");
        assertThat(paris.isSet("code")).isTrue();
        assertThat(paris.get("code")).isEqualTo("FR");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a column of a new object that was never put in is not put in by a plan")
    void aColumnThatWasNeverPutIn(PlanDepth depth) {
        DynamicEntity country = world.make("Country", "code", "FR");
        world.session().add(country);
        world.session().flush();
        DynamicEntity paris = world.make("City", "name", "Paris");
        paris.set("country", country);
        country.set("code", "FX");
        world.session().add(paris);
        assertThat(world.session().flushPlan(depth).describe()).contains("save City");
        assertThat(paris.isSet("code")).isFalse();
        world.session().commit();
        assertThat(paris.isSet("code")).isTrue();
        assertThat(world.read("select name, code from city")).containsExactly("Paris, FX");
    }
}
