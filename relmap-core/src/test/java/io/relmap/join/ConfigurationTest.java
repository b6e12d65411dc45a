package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RC-1 to RC-27, RC-97 to RC-99, RC-118 to RC-131: configuration of a whole mapping")
@ExtendWith(QuietMappingLog.class)
class ConfigurationTest {

    private static final String USER = "user(id*); address(id*, user_id>user.id, city)";

    @Test
    @DisplayName("RC-4: all problems are reported together, the first one first")
    void allProblemsTogether() {
        TestMapping mapping =
                TestMapping.of(USER)
                        .relationship("User.a: Address primaryjoin=nonsense")
                        .relationship("User.b: Address foreignKeys=User.id")
                        .relationship("Address.user: User");

        assertThatThrownBy(mapping::configure)
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> {
                            assertThat(e.problems())
                                    .extracting(MappingException::code)
                                    .containsExactly(
                                            ErrorCode.UNKNOWN_NAME, ErrorCode.NO_FOREIGN_KEYS);
                            assertThat(e).hasMessageContaining("2 problems");
                        });
    }

    @Test
    @DisplayName("RC-5: strict configuration makes errors of warnings")
    void strictConfiguration() {
        RelationshipConfigurator configurator =
                TestMapping.of(USER)
                        .relationship("User.a: Address")
                        .relationship("Address.b: User")
                        .configurator();

        assertThatThrownBy(() -> configurator.configure(WarningPolicy.FAIL))
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLAPPING_WRITES));
    }

    @Test
    @DisplayName("RC-7: suppliers are called once, and not before configuration")
    void suppliersAreCalledOnce() {
        TestMapping mapping = TestMapping.of(USER);
        AtomicInteger calls = new AtomicInteger();
        RelationshipConfigurator configurator = mapping.configurator();
        configurator.declare(
                mapping.entity("User"),
                RelationshipArguments.named("addresses")
                        .target(Late.text("Address"))
                        .backPopulates("user")
                        .build());
        configurator.declare(
                mapping.entity("Address"),
                RelationshipArguments.named("user")
                        .target(
                                Late.from(
                                        () -> {
                                            calls.incrementAndGet();
                                            return mapping.entity("User");
                                        }))
                        .backPopulates("addresses")
                        .build());
        assertThat(calls).hasValue(0);

        configurator.configure(WarningPolicy.FAIL);

        assertThat(calls).hasValue(1);
    }

    @Test
    @DisplayName("RC-6: what a supplier throws names the relationship and the parameter")
    void aFailingSupplier() {
        TestMapping mapping = TestMapping.of(USER);
        RelationshipConfigurator configurator = mapping.configurator();
        configurator.declare(
                mapping.entity("User"),
                RelationshipArguments.named("addresses")
                        .target(
                                Late.from(
                                        () -> {
                                            throw new IllegalStateException("not yet");
                                        }))
                        .build());

        assertThatThrownBy(() -> configurator.configure(WarningPolicy.LOG))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("User.addresses")
                .hasMessageContaining("target")
                .hasMessageContaining("not yet");
    }

    @Test
    @DisplayName("RC-131: nothing is added once the mapping is built, and no name twice")
    void nothingIsAddedLater() {
        TestMapping mapping = TestMapping.of(USER).relationship("User.addresses: Address");
        RelationshipConfigurator configurator = mapping.configurator();
        configurator.configure(WarningPolicy.LOG);

        assertThatThrownBy(
                        () ->
                                configurator.declare(
                                        mapping.entity("User"),
                                        RelationshipArguments.named("late").build()))
                .hasMessageContaining("before build()");
        assertThat(mapping.relationship("User.addresses: Address").problem())
                .hasMessageContaining("twice");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("RC-24: cascades as text")
    @CsvSource(
            delimiter = ';',
            value = {
                "all; save-update merge expunge delete refresh-expire",
                " all , delete-orphan ;"
                        + " save-update merge expunge delete delete-orphan refresh-expire",
                "none; ''",
                "''; ''",
                "all, none; ''",
                "merge; merge"
            })
    void cascadesAsText(String text, String expected) {
        TestMapping mapping = TestMapping.of(USER);
        RelationshipConfigurator configurator = mapping.configurator();
        configurator.declare(
                mapping.entity("User"),
                RelationshipArguments.named("addresses")
                        .target(Late.text("Address"))
                        .cascade(text)
                        .build());

        ConfiguredRelationship built = configurator.configure(WarningPolicy.LOG).all().get(0);

        assertThat(built.cascades())
                .extracting(Cascade::spelling)
                .containsExactlyInAnyOrder(
                        expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("RC-22 to RC-26, RC-98: arguments that cannot be")
    @CsvSource(
            delimiter = '!',
            value = {
                "User.a: Address cascade=all, remove! RM-132! remove",
                "Address.user: User cascade=all, delete-orphan! RM-133! singleParent",
                "User.a: Address cascade=all, passiveDeletes=ALL! RM-134! passiveDeletes",
                "User.a: Address viewonly=true, cascade=all! RM-131! delete, save-update",
                "User.a: Address lazy=eagerly! RM-135! selectin",
                "Address.user: User lazy=dynamic! RM-136! MANY_TO_ONE",
                "Address.user: User lazy=write_only, uselist=true! RM-136! collection",
                "User.a: Address secondary=Address! RM-115! address",
                "User.a: user! RM-141! table",
                "User.a: app! RM-141! package",
                "User.a: Adress! RM-137! did you mean Address",
                "User.a: Address primaryjoin=User.id == Address.userid! RM-139! userid",
                "User.a: Address orderBy=address.c.town! RM-139! town"
            })
    void whatCannotBe(String relationship, String code, String hint) {
        assertThat(TestMapping.of(USER).relationship(relationship).problem())
                .hasMessageContaining(code)
                .hasMessageContaining(relationship.substring(0, relationship.indexOf(':')))
                .hasMessageContaining(hint);
    }

    @Test
    @DisplayName("RC-22: other spellings of lazy")
    void otherSpellingsOfLazy() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.a: Address lazy=baked_select")
                                .configured("User.a")
                                .lazy())
                .isEqualTo(Lazy.SELECT);
    }

    @Test
    @DisplayName("RC-99, RC-41, RC-47: arguments without effect are warned about")
    void argumentsWithoutEffect() {
        assertThat(
                        TestMapping.codes(
                                TestMapping.of(USER)
                                        .relationship(
                                                "User.a: Address viewonly=true, activeHistory=true,"
                                                        + " passiveUpdates=false,"
                                                        + " foreignKeys=Address.user_id,"
                                                        + " remoteSide=Address.user_id,"
                                                        + " primaryjoin=User.id =="
                                                        + " remote(foreign(Address.user_id))")
                                        .configured("User.a")))
                .containsExactlyInAnyOrder(
                        "VIEWONLY_PERSISTENCE_FLAG",
                        "VIEWONLY_PERSISTENCE_FLAG",
                        "MARK_OVERRIDES_ARGUMENT",
                        "MARK_OVERRIDES_ARGUMENT");
    }

    @Test
    @DisplayName("RC-118 to RC-122: overlapping writes are named with all remedies")
    void overlappingWrites() {
        ConfiguredRelationship user =
                TestMapping.of(USER)
                        .relationship("User.addresses: Address")
                        .relationship("Address.user: User")
                        .configured("Address.user");

        assertThat(user.warnings()).hasSize(1);
        assertThat(user.warnings().get(0).message())
                .contains(
                        "Address.user copies user.id to address.user_id",
                        "User.addresses (copies user.id to address.user_id)",
                        "backPopulates",
                        "viewOnly",
                        "foreign()",
                        "overlaps = \"addresses\"");
    }

    @Test
    @DisplayName("RC-119, RC-120: either side's overlaps exempts the pair")
    void overlapsOfEitherSide() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.addresses: Address overlaps=x, user")
                                .relationship("Address.user: User")
                                .configure()
                                .warnings())
                .isEmpty();
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.addresses: Address")
                                .relationship("Address.user: User overlaps=addresses")
                                .configure()
                                .warnings())
                .isEmpty();
    }

    @Test
    @DisplayName("RC-126: entities of one name are told apart by as much of the package as needed")
    void entitiesOfOneName() {
        TestMapping mapping =
                TestMapping.of("parent(id*); child1(id*, p>parent.id); child2(id*, p>parent.id)")
                        .entity("com.acme.model1.Child", "child1")
                        .entity("com.acme.model2.Child", "child2");

        for (String name :
                new String[] {"model1.Child", "acme.model1.Child", "com.acme.model1.Child"}) {
            mapping.relationship(
                    "Parent." + name.replace('.', '_') + ": " + name + " viewonly=true");
        }
        assertThat(mapping.configure().all())
                .allSatisfy(
                        r ->
                                assertThat(r.target().qualifiedName())
                                        .isEqualTo("com.acme.model1.Child"));
        assertThat(mapping.relationship("Parent.x: acme.Child").problem().code())
                .isEqualTo(ErrorCode.UNKNOWN_NAME);
        assertThat(
                        TestMapping.of("parent(id*); child1(id*, p>parent.id); child2(id*)")
                                .entity("a.Child", "child1")
                                .entity("b.Child", "child2")
                                .relationship("Parent.x: Child")
                                .problem())
                .hasMessageContaining("RM-138")
                .hasMessageContaining("a.Child, b.Child");
    }

    @Test
    @DisplayName(
            "RC-129: a column's own name works where no attribute has it, a relationship does not")
    void attributesAndColumns() {
        assertThat(
                        TestMapping.of(USER)
                                .relationship(
                                        "User.a: Address primaryjoin=user.id == address.user_id")
                                .configured("User.a")
                                .join())
                .hasToString("user.id = address.user_id");
        assertThat(
                        TestMapping.of(USER)
                                .relationship("User.a: Address primaryjoin=User.id == Address.b")
                                .relationship("Address.b: User")
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.NOT_A_COLUMN_ATTRIBUTE);
    }
}
