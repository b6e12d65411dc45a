package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.SyncBackref;
import io.relmap.holder.EntityDescriptors;
import io.relmap.holder.ToList;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Wiring;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What objects know of a relationship is what the built mapping knows, real holders and all. */
@SuppressWarnings({"unused", "UnusedVariable", "this-escape"}) // fields are mapped
class WiringSourceTest {

    @Entity
    static class Writer {
        @Id @GeneratedValue private Long id;

        @Relationship(backPopulates = "writer", cascade = Cascade.ALL)
        @MapKey("title")
        private final ToMap<String, Story> stories = ToMap.of(this);

        private final ToSet<Prize> prizes = ToSet.of(this);
    }

    @Entity
    @AssociationTable(
            name = "story_theme",
            value = {
                @AssociationTable.Link(column = "story_id", references = "story.id"),
                @AssociationTable.Link(column = "theme_id", references = "theme.id")
            })
    static class Story {
        @Id @GeneratedValue private Long id;
        private String title;

        @ForeignKey("writer.id")
        @Relationship(backPopulates = "stories", syncBackref = SyncBackref.OFF)
        private final ToOne<Writer> writer = ToOne.of(this);

        @Relationship(secondary = "story_theme", backref = "stories")
        private final ToList<Theme> themes = ToList.of(this);
    }

    @Entity
    static class Theme {
        @Id @GeneratedValue private Long id;
    }

    @Entity
    static class Prize {
        @Id @GeneratedValue private Long id;

        @ForeignKey("writer.id")
        @Relationship(
                backref = "prizes",
                singleParent = true,
                backrefArguments = @Backref(activeHistory = true))
        private final ToOne<Writer> winner = ToOne.of(this);
    }

    @Test
    void objectsAndMappersKnowTheSame() {
        Mapping mapping = Build.of(Writer.class, Story.class, Theme.class, Prize.class);
        assertThat(mapping.warnings()).isEmpty();
        for (Mapper mapper : mapping.mappers()) {
            var shape = EntityDescriptors.shapeOf(Objects.requireNonNull(mapper.entityClass()));
            assertThat(mapper.relationships()).hasSameSizeAs(shape.attributes());
            for (var relationship : mapper.relationships()) {
                Wiring known = Objects.requireNonNull(shape.find(relationship.name())).wiring();
                Wiring built = relationship.wiring();
                assertThat(known)
                        .as(relationship.toString())
                        .usingRecursiveComparison()
                        .ignoringFields("mapKey.function", "reverseContent")
                        .isEqualTo(built);
            }
        }
    }
}
