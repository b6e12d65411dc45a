package io.relmap.flush.fault;

import io.relmap.Relmap;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Version;
import io.relmap.dialect.Dialects;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import io.relmap.jdbc.ConnectionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Entities of every sort that a flush treats differently, and a database with some of each. */
final class Library {

    private static final List<String> QUERIES =
            List.of(
                    "select s.name, s.note, v.title from shelf s"
                            + " left join volume v on v.id = s.favourite_id",
                    "select v.title, v.pages, s.name, q.title from volume v"
                            + " join shelf s on s.id = v.shelf_id left join volume q on q.id = v.sequel_id",
                    "select m.color, m.note from mark m",
                    "select t.line, t.amount, v.title from ticket t join volume v on v.id = t.volume_id",
                    "select k.code, k.name, k.badge from keeper k",
                    "select s.name, s.note from series s",
                    "select v.title, m.color from volume_mark l"
                            + " join volume v on v.id = l.volume_id join mark m on m.id = l.mark_id",
                    "select s.name, v.title from series_volume l"
                            + " join series s on s.id = l.series_id join volume v on v.id = l.volume_id");

    private static final List<String> CLEARING =
            List.of(
                    "update shelf set favourite_id = null",
                    "update volume set sequel_id = null",
                    "delete from series_volume",
                    "delete from volume_mark",
                    "delete from ticket",
                    "delete from volume",
                    "delete from shelf",
                    "delete from mark",
                    "delete from keeper",
                    "delete from series");

    private static final String VERSIONS = "select id, version from volume";

    final FailingStatements faults;
    final Relmap relmap;
    private final DataSource dataSource;

    /** Makes the tables. */
    Library(DataSource dataSource) {
        this.dataSource = dataSource;
        faults = new FailingStatements(dataSource);
        relmap =
                Relmap.builder()
                        .connectionSource(ConnectionSource.of(faults.dataSource()))
                        .dialect(Dialects.of(dataSource))
                        .entities(
                                Shelf.class,
                                Volume.class,
                                Mark.class,
                                Ticket.class,
                                Keeper.class,
                                Series.class)
                        .build();
        relmap.schema().createAll();
    }

    /** Fills the tables with what they hold before an edit. */
    void refill() {
        faults.fail(0, FailingStatements.Fault.REFUSED);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String clearing : CLEARING) {
                statement.execute(clearing);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        relmap.inTransaction(session -> session.addAll(content()));
    }

    private static List<Object> content() {
        Shelf first = new Shelf("first");
        for (String title : List.of("a", "b", "c", "d", "e", "f")) {
            Volume volume = new Volume(title);
            volume.tickets.add(new Ticket(title + "1"));
            first.volumes.add(volume);
        }
        Mark red = new Mark("red");
        Volume a = first.volumes.get(0);
        Volume b = first.volumes.get(1);
        a.marks.add(red);
        b.marks.add(red);
        first.favourite.set(a);
        Series short1 = new Series("short");
        short1.volumes.addAll(List.of(a, b));
        return List.of(
                first,
                new Shelf("second"),
                new Shelf("third"),
                new Mark("blue"),
                new Mark("grey"),
                new Mark("white"),
                new Keeper("k1", "ann", 1),
                new Keeper("k2", "bob", 2),
                new Keeper("k3", "cid", 3),
                new Keeper("k4", "dan", 4),
                short1,
                new Series("long"),
                new Series("old"));
    }

    /** What the database holds, read past relmap. */
    List<String> rows() {
        return read(QUERIES);
    }

    /** What the database holds in columns that count. */
    List<String> versions() {
        return read(List.of(VERSIONS));
    }

    private List<String> read(List<String> queries) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            for (String query : queries) {
                try (ResultSet result = statement.executeQuery(query)) {
                    while (result.next()) {
                        List<String> row = new ArrayList<>();
                        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                            row.add(String.valueOf(result.getObject(i)));
                        }
                        rows.add(String.join(" ", row));
                    }
                }
            }
            rows.sort(null);
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id @GeneratedValue @Nullable Long id;
        String name;
        @Nullable String note;

        @Relationship(
                backPopulates = "shelf",
                foreignKeys = "Volume.shelf_id",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
                orderBy = "title")
        final ToList<Volume> volumes = ToList.of(this);

        @ForeignKey("volume.id")
        @Relationship(foreignKeys = "Shelf.favourite_id", postUpdate = true)
        final ToOne<Volume> favourite = ToOne.of(this);

        Shelf() {
            this("");
        }

        Shelf(String name) {
            this.name = name;
        }
    }

    @Entity(table = "volume")
    @AssociationTable(
            name = "volume_mark",
            value = {
                @Link(column = "volume_id", references = "volume.id"),
                @Link(column = "mark_id", references = "mark.id")
            })
    static class Volume {
        @Id @GeneratedValue @Nullable Long id;

        @Column(nullable = false)
        String title;

        int pages;
        @Version int version;

        @ForeignKey(value = "shelf.id", nullable = false)
        @Relationship(backPopulates = "volumes", foreignKeys = "Volume.shelf_id")
        final ToOne<Shelf> shelf = ToOne.of(this);

        @ForeignKey("volume.id")
        @Relationship
        final ToOne<Volume> sequel = ToOne.of(this);

        @Relationship(secondary = "volume_mark")
        final ToSet<Mark> marks = ToSet.of(this);

        @Relationship(
                backPopulates = "volume",
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
                orderBy = "line")
        final ToList<Ticket> tickets = ToList.of(this);

        Volume() {
            this("");
        }

        Volume(String title) {
            this.title = title;
        }
    }

    @Entity(table = "mark")
    static class Mark {
        @Id @GeneratedValue @Nullable Long id;
        String color;
        @Nullable String note;

        Mark() {
            this("");
        }

        Mark(String color) {
            this.color = color;
        }
    }

    /** Its key is read from a sequence, where there are any. */
    @Entity(table = "ticket")
    static class Ticket {
        @Id
        @GeneratedValue(sequence = "ticket_numbers")
        @Nullable Long id;

        String line;
        int amount;

        @ForeignKey(value = "volume.id", nullable = false)
        @Relationship(backPopulates = "tickets")
        final ToOne<Volume> volume = ToOne.of(this);

        Ticket() {
            this("");
        }

        Ticket(String line) {
            this.line = line;
        }
    }

    /** Its key is given by the program, and its badge is unique. */
    @Entity(table = "keeper")
    static class Keeper {
        @Id
        @Column(length = 20)
        String code;

        String name;

        @Column(unique = true)
        @Nullable Integer badge;

        Keeper() {
            this("", "", null);
        }

        Keeper(String code, String name, @Nullable Integer badge) {
            this.code = code;
            this.name = name;
            this.badge = badge;
        }
    }

    @Entity(table = "series")
    @AssociationTable(
            name = "series_volume",
            value = {
                @Link(column = "series_id", references = "series.id"),
                @Link(column = "volume_id", references = "volume.id")
            })
    static class Series {
        @Id @GeneratedValue @Nullable Long id;
        String name;
        @Nullable String note;

        @Relationship(secondary = "series_volume")
        final ToSet<Volume> volumes = ToSet.of(this);

        Series() {
            this("");
        }

        Series(String name) {
            this.name = name;
        }
    }
}
