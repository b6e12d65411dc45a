package io.relmap.query;

import io.relmap.Relmap;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A company of some four thousand rows, the same at each run: people with managers and mentors, divisions with keys of two
 * columns, skills, tasks.
 *
 * @param relmap relmap over its database
 * @param plain a connection to the same database, for plain SQL
 */
record Company(Relmap relmap, Connection plain) {

    private static final int DIVISIONS = 12;
    private static final int PEOPLE = 400;
    private static final int SKILLS = 20;
    private static final int TASKS = 2_400;

    void session(BiConsumer<Session, Company> check) {
        relmap.inTransaction(session -> check.accept(session, this));
    }

    /** The rows of a plain statement, columns with commas between them. */
    List<String> sql(String sql, Object... values) {
        try (PreparedStatement statement = plain.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(String.valueOf(result.getObject(i)));
                    }
                    rows.add(String.join(",", row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** One in a database of its own. */
    static Company founded(TestDatabase database) {
        DataSource dataSource = database.freshDataSource();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(dataSource)
                        .entities(Division.class, Person.class, Skill.class, Task.class)
                        .build();
        relmap.schema().createAll();
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            fill(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return new Company(relmap, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(Connection connection) throws SQLException {
        Random random = new Random(6);
        List<Object[]> divisions = new ArrayList<>();
        List<Object[]> people = new ArrayList<>();
        List<Object[]> skills = new ArrayList<>();
        List<Object[]> tasks = new ArrayList<>();
        Set<List<Integer>> known = new LinkedHashSet<>();
        Set<List<Integer>> mentored = new LinkedHashSet<>();
        for (int i = 0; i < DIVISIONS; i++) {
            divisions.add(new Object[] {1 + i % 3, "d" + i / 3, "division " + i});
        }
        for (int i = 1; i <= SKILLS; i++) {
            skills.add(new Object[] {i, "skill " + i});
        }
        for (int id = 1; id <= PEOPLE; id++) {
            boolean isFree = random.nextInt(10) == 0;
            int division = random.nextInt(DIVISIONS - 1); // the last one stays empty
            people.add(
                    new Object[] {
                        id,
                        "name " + random.nextInt(90),
                        1_000 + random.nextInt(60) * 50,
                        isFree ? null : divisions.get(division)[0],
                        isFree ? null : divisions.get(division)[1],
                        id < 4 || random.nextInt(20) == 0 ? null : 1 + random.nextInt(id - 1)
                    });
            for (int n = random.nextInt(6); n > 0; n--) {
                known.add(List.of(id, 1 + random.nextInt(SKILLS - 1)));
            }
            for (int n = random.nextInt(3); n > 0; n--) {
                mentored.add(List.of(id, 1 + random.nextInt(PEOPLE)));
            }
        }
        for (int id = 1; id <= TASKS; id++) {
            Integer person = random.nextInt(12) == 0 ? null : 1 + random.nextInt(PEOPLE - 20);
            tasks.add(new Object[] {id, person, random.nextInt(40)});
        }
        insert(connection, "division (company, code, title)", divisions);
        insert(
                connection,
                "person (id, name, salary, division_company, division_code, manager_id)",
                people);
        insert(connection, "skill (id, label)", skills);
        insert(connection, "person_skill (person_id, skill_id)", rows(known));
        insert(connection, "mentoring (mentor_id, pupil_id)", rows(mentored));
        insert(connection, "task (id, person_id, hours)", tasks);
    }

    private static List<Object[]> rows(Set<List<Integer>> pairs) {
        return pairs.stream().map(List::toArray).toList();
    }

    private static void insert(Connection connection, String into, List<Object[]> rows)
            throws SQLException {
        int columns = rows.get(0).length;
        String marks = String.join(", ", Collections.nCopies(columns, "?"));
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + into + " values (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < columns; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    // Entities ----------------------------------------------------------------------------------

    @Entity
    static class Division {
        @Id int company;

        @Id
        @Column(length = 4)
        @Nullable String code;

        @Column(length = 40)
        @Nullable String title;

        @Relationship(backPopulates = "division", orderBy = "id")
        final ToList<Person> people = ToList.of(this);
    }

    @Entity
    @ForeignKeyConstraint(
            columns = {"division_company", "division_code"},
            references = {"division.company", "division.code"})
    @AssociationTable(
            name = "person_skill",
            value = {
                @AssociationTable.Link(column = "person_id", references = "person.id"),
                @AssociationTable.Link(column = "skill_id", references = "skill.id")
            })
    @AssociationTable(
            name = "mentoring",
            value = {
                @AssociationTable.Link(column = "mentor_id", references = "person.id"),
                @AssociationTable.Link(column = "pupil_id", references = "person.id")
            })
    static class Person {
        @Id int id;

        @Column(length = 40)
        @Nullable String name;

        int salary;
        @Nullable Integer divisionCompany;

        @Column(length = 4)
        @Nullable String divisionCode;

        @ForeignKey("person.id")
        @Nullable Integer managerId;

        @Relationship(backPopulates = "people")
        final ToOne<Division> division = ToOne.of(this);

        @Relationship(remoteSide = "Person.id", backPopulates = "reports")
        final ToOne<Person> manager = ToOne.of(this);

        @Relationship(backPopulates = "manager", orderBy = "id")
        final ToList<Person> reports = ToList.of(this);

        @Relationship(secondary = "person_skill")
        final ToSet<Skill> skills = ToSet.of(this);

        @Relationship(
                secondary = "mentoring",
                primaryJoin = "Person.id = mentoring.mentor_id",
                secondaryJoin = "Person.id = mentoring.pupil_id",
                orderBy = "id")
        final ToList<Person> pupils = ToList.of(this);

        @Relationship(backPopulates = "person", orderBy = "id")
        final ToList<Task> tasks = ToList.of(this);
    }

    @Entity
    static class Skill {
        @Id int id;

        @Column(length = 40)
        @Nullable String label;
    }

    @Entity
    static class Task {
        @Id int id;

        @ForeignKey("person.id")
        @Nullable Integer personId;

        int hours;

        @Relationship(backPopulates = "tasks")
        final ToOne<Person> person = ToOne.of(this);
    }
}
