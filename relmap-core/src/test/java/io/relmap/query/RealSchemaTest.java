package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A company of some four thousand rows, the same at each run: people with managers and mentors, divisions with keys of two
 * columns, skills, tasks. What relmap answers is held against plain SQL over JDBC.
 */
@DisplayName("A real schema answers as plain SQL does")
class RealSchemaTest {

    private static final int DIVISIONS = 12;
    private static final int PEOPLE = 400;
    private static final int SKILLS = 20;
    private static final int TASKS = 2_400;

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

    /** One company for each database, made once and only read. */
    private static final Map<TestDatabase, Company> COMPANIES = new EnumMap<>(TestDatabase.class);

    private record Company(Relmap relmap, Connection plain) {

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
    }

    private static Company company(TestDatabase database) {
        return COMPANIES.computeIfAbsent(database, RealSchemaTest::founded);
    }

    @AfterAll
    static void closed() throws SQLException {
        for (Company company : COMPANIES.values()) {
            company.plain().close();
        }
        COMPANIES.clear();
    }

    private static Company founded(TestDatabase database) {
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

    // Loading -----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-2: every strategy brings the objects that SQL finds, in their order")
    void everyStrategyBringsTheSame(TestDatabase database) {
        Company company = company(database);
        List<String> expected = graphBySql(company);
        assertThat(expected).hasSizeBetween(40, 200);
        for (Lazy strategy :
                List.of(Lazy.SELECT, Lazy.IMMEDIATE, Lazy.JOINED, Lazy.SUBQUERY, Lazy.SELECT_IN)) {
            company.session(
                    (session, same) -> {
                        Query<Person> query =
                                session.query(Person.class).where("salary < 1600").orderBy("id");
                        for (String path :
                                List.of(
                                        "division.people",
                                        "manager.skills",
                                        "reports.tasks",
                                        "pupils.division",
                                        "skills",
                                        "tasks")) {
                            query.options(Load.along(strategy, path));
                        }
                        assertThat(query.list().stream().map(RealSchemaTest::shown))
                                .as(strategy.name())
                                .containsExactlyElementsOf(expected);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-47: with a limit every strategy brings whole collections of the objects that SQL finds")
    void withALimitEveryStrategyBringsWholeCollections(TestDatabase database) {
        Company company = company(database);
        List<String> wanted =
                company.sql("select id from person order by name, id limit 25 offset 50");
        for (Lazy strategy : List.of(Lazy.JOINED, Lazy.SUBQUERY, Lazy.SELECT_IN)) {
            for (String[] order : List.of(new String[] {"name", "id"}, new String[] {"name"})) {
                company.session(
                        (session, same) -> {
                            List<Person> found =
                                    session.query(Person.class)
                                            .orderBy(order)
                                            .limit(25)
                                            .offset(50)
                                            .options(
                                                    Load.along(strategy, "tasks"),
                                                    Load.along(strategy, "division.people"))
                                            .list();
                            if (order.length == 2) {
                                assertThat(ids(found)).containsExactlyElementsOf(wanted);
                            }
                            for (Person person : found) {
                                assertThat(person.tasks.stream().map(task -> "" + task.id))
                                        .as(strategy.name())
                                        .containsExactlyElementsOf(
                                                same.sql(
                                                        "select id from task where person_id = ?"
                                                                + " order by id",
                                                        person.id));
                            }
                        });
            }
        }
    }

    private static List<String> graphBySql(Company company) {
        List<String> graph = new ArrayList<>();
        for (String id : company.sql("select id from person where salary < 1600 order by id")) {
            int key = Integer.parseInt(id);
            String where = " from person p where p.id = ?";
            graph.add(
                    String.join(
                            "|",
                            id,
                            "division "
                                    + company.sql(
                                            "select p.division_company, p.division_code" + where,
                                            key),
                            "colleagues "
                                    + company.sql(
                                            "select q.id from person q, person p where p.id = ? and"
                                                    + " q.division_company = p.division_company and"
                                                    + " q.division_code = p.division_code order by q.id",
                                            key),
                            "manager " + company.sql("select p.manager_id" + where, key),
                            "of skills "
                                    + company.sql(
                                            "select s.skill_id from person p join person_skill s on"
                                                    + " s.person_id = p.manager_id where p.id = ? order by 1",
                                            key),
                            "reports "
                                    + company.sql(
                                            "select r.id, count(t.id) from person r left join task t on"
                                                    + " t.person_id = r.id where r.manager_id = ? group by"
                                                    + " r.id order by r.id",
                                            key),
                            "pupils "
                                    + company.sql(
                                            "select q.id, q.division_code from mentoring m join person q on"
                                                    + " q.id = m.pupil_id where m.mentor_id = ? order by"
                                                    + " q.id",
                                            key),
                            "skills "
                                    + company.sql(
                                            "select skill_id from person_skill where person_id = ? order"
                                                    + " by 1",
                                            key),
                            "tasks "
                                    + company.sql(
                                            "select id, hours from task where person_id = ? order by id",
                                            key)));
        }
        return graph;
    }

    private static String shown(Person person) {
        Division division = person.division.get();
        Person manager = person.manager.get();
        return String.join(
                "|",
                "" + person.id,
                "division "
                        + List.of(
                                division == null
                                        ? "null,null"
                                        : division.company + "," + division.code),
                "colleagues " + (division == null ? List.of() : ids(division.people)),
                "manager " + List.of(manager == null ? "null" : "" + manager.id),
                "of skills " + (manager == null ? List.of() : skills(manager)),
                "reports " + person.reports.stream().map(r -> r.id + "," + r.tasks.size()).toList(),
                "pupils "
                        + person.pupils.stream()
                                .map(
                                        pupil -> {
                                            Division of = pupil.division.get();
                                            return pupil.id + "," + (of == null ? null : of.code);
                                        })
                                .toList(),
                "skills " + skills(person),
                "tasks " + person.tasks.stream().map(task -> task.id + "," + task.hours).toList());
    }

    private static List<Integer> skills(Person person) {
        return person.skills.stream().map(skill -> skill.id).sorted().toList();
    }

    private static List<String> ids(Collection<Person> people) {
        return people.stream().map(person -> String.valueOf(person.id)).toList();
    }

    // Conditions --------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName("QU-10 to QU-13: conditions over relationships find what EXISTS finds")
    void conditionsOverRelationships(TestDatabase database) {
        String tasks = "exists (select 1 from task t where t.person_id = p.id";
        Map<String, String> conditions =
                Map.ofEntries(
                        Map.entry("tasks.hours > 37", tasks + " and t.hours > 37)"),
                        Map.entry("not (tasks.hours > 3)", "not " + tasks + " and t.hours > 3)"),
                        Map.entry(
                                "manager.manager.salary > 3500",
                                "exists (select 1 from person m join person n on n.id = m.manager_id"
                                        + " where m.id = p.manager_id and n.salary > 3500)"),
                        Map.entry("manager is null", "p.manager_id is null"),
                        Map.entry(
                                "division.title = 'division 4' and skills.label = 'skill 3'",
                                "exists (select 1 from division d where d.company = p.division_company"
                                        + " and d.code = p.division_code and d.title = 'division 4') and"
                                        + " exists (select 1 from person_skill s join skill k on k.id ="
                                        + " s.skill_id where s.person_id = p.id and k.label = 'skill 3')"),
                        Map.entry(
                                "reports.reports.salary < 1100",
                                "exists (select 1 from person r join person q on q.manager_id = r.id"
                                        + " where r.manager_id = p.id and q.salary < 1100)"),
                        Map.entry(
                                "pupils.skills.label = 'skill 7' or salary > 3900",
                                "exists (select 1 from mentoring m join person_skill s on s.person_id ="
                                        + " m.pupil_id where m.mentor_id = p.id and s.skill_id = 7) or"
                                        + " p.salary > 3900"));
        company(database)
                .session(
                        (session, company) ->
                                conditions.forEach(
                                        (ours, plain) -> {
                                            List<String> expected =
                                                    company.sql(
                                                            "select p.id from person p where "
                                                                    + plain
                                                                    + " order by p.id");
                                            Query<Person> query =
                                                    session.query(Person.class)
                                                            .where(ours)
                                                            .orderBy("id");
                                            assertThat(expected).as(ours).isNotEmpty();
                                            assertThat(ids(query.list()))
                                                    .as(ours)
                                                    .containsExactlyElementsOf(expected);
                                            assertThat(query.count())
                                                    .as(ours)
                                                    .isEqualTo(expected.size());
                                        }));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("QU-12, QU-13: comparisons with objects, by keys of one column and of two")
    void comparisonsWithObjects(TestDatabase database) {
        company(database)
                .session(
                        (session, company) -> {
                            Division division =
                                    Objects.requireNonNull(
                                            session.get(Division.class, List.of(2, "d1")));
                            Skill skill = Objects.requireNonNull(session.get(Skill.class, 5));
                            Person person = Objects.requireNonNull(session.get(Person.class, 2));
                            String all = "select p.id from person p where ";
                            assertFound(
                                    session,
                                    DIVISION.eq(division),
                                    company.sql(
                                            all
                                                    + "p.division_company = 2 and p.division_code = 'd1'"
                                                    + " order by p.id"));
                            assertFound(
                                    session,
                                    DIVISION.ne(division),
                                    company.sql(
                                            all
                                                    + "p.division_code is null or not (p.division_company"
                                                    + " = 2 and p.division_code = 'd1') order by p.id"));
                            assertFound(
                                    session,
                                    RelationshipPath.of(Person.class, "tasks", Task.class)
                                            .isEmpty(),
                                    company.sql(
                                            all
                                                    + "not exists (select 1 from task t where"
                                                    + " t.person_id = p.id) order by p.id"));
                            assertFound(
                                    session,
                                    DIVISION.isNull(),
                                    company.sql(all + "p.division_code is null order by p.id"));
                            assertFound(
                                    session,
                                    RelationshipPath.of(Person.class, "manager", Person.class)
                                            .eq(person),
                                    company.sql(all + "p.manager_id = 2 order by p.id"));
                            assertFound(
                                    session,
                                    RelationshipPath.of(Person.class, "skills", Skill.class)
                                            .contains(skill),
                                    company.sql(
                                            all
                                                    + "p.id in (select person_id from person_skill where"
                                                    + " skill_id = 5) order by p.id"));
                        });
    }

    private static final RelationshipPath<Person, Division> DIVISION =
            RelationshipPath.of(Person.class, "division", Division.class);

    private static void assertFound(Session session, Condition condition, List<String> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(ids(session.query(Person.class).where(condition).orderBy("id").list()))
                .containsExactlyElementsOf(expected);
    }

    // Joins, groups, pages ----------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName("QU-20: joins, groups and aggregates")
    void joinsGroupsAndAggregates(TestDatabase database) {
        company(database)
                .session(
                        (session, company) -> {
                            assertThat(
                                            lines(
                                                    session.query(Division.class)
                                                            .outerJoin("people")
                                                            .outerJoin("people.tasks")
                                                            .groupBy("company", "code")
                                                            .orderBy("company", "code")
                                                            .select(
                                                                    "company",
                                                                    "code",
                                                                    "count(distinct people.id)",
                                                                    "sum(people.tasks.hours)",
                                                                    "max(people.salary)")
                                                            .list()))
                                    .containsExactlyElementsOf(
                                            company.sql(
                                                    "select d.company, d.code, count(distinct p.id),"
                                                            + " sum(t.hours), max(p.salary) from division d"
                                                            + " left join person p on p.division_company ="
                                                            + " d.company and p.division_code = d.code left"
                                                            + " join task t on t.person_id = p.id group by"
                                                            + " d.company, d.code order by d.company,"
                                                            + " d.code"));
                            assertThat(
                                            lines(
                                                    session.query(Person.class)
                                                            .join("manager", "m")
                                                            .join("skills")
                                                            .groupBy("m.id")
                                                            .having("count(distinct skills.id) > 9")
                                                            .orderBy("m.id")
                                                            .select(
                                                                    "m.id",
                                                                    "count(distinct skills.id)")
                                                            .list()))
                                    .isNotEmpty()
                                    .containsExactlyElementsOf(
                                            company.sql(
                                                    "select m.id, count(distinct s.skill_id) from person p"
                                                            + " join person m on m.id = p.manager_id join"
                                                            + " person_skill s on s.person_id = p.id group"
                                                            + " by m.id having count(distinct s.skill_id) >"
                                                            + " 9 order by m.id"));
                        });
    }

    private static List<String> lines(List<@Nullable Object[]> rows) {
        return rows.stream()
                .map(
                        row ->
                                Arrays.stream(row)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "QU-27: pages with a filter over to-many relationships hold each object once, and the count is right")
    void pagesWithAFilterOverToMany(TestDatabase database) {
        String plain =
                " from person p where exists (select 1 from task t where t.person_id = p.id and t.hours >"
                        + " 20) and exists (select 1 from person_skill s where s.person_id = p.id and"
                        + " s.skill_id < 9)";
        company(database)
                .session(
                        (session, company) -> {
                            List<String> expected =
                                    company.sql("select p.id" + plain + " order by p.name, p.id");
                            List<String> found = new ArrayList<>();
                            for (int page = 0; page * 30 < expected.size(); page++) {
                                List<Person> people =
                                        filtered(session)
                                                .orderBy("name", "id")
                                                .limit(30)
                                                .offset(page * 30)
                                                .options(
                                                        Load.joined("tasks"), Load.joined("skills"))
                                                .list();
                                assertThat(people).hasSizeLessThanOrEqualTo(30);
                                found.addAll(ids(people));
                            }
                            assertThat(found).containsExactlyElementsOf(expected);
                            assertThat(filtered(session).count()).isEqualTo(expected.size());
                            assertThat(filtered(session).exists()).isTrue();
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("QU-29: windows and streams walk over all objects, each once, in the order of SQL")
    void windowsAndStreamsWalkOverAll(TestDatabase database) {
        company(database)
                .session(
                        (session, company) -> {
                            List<String> expected =
                                    company.sql("select id from person order by salary desc, id");
                            List<String> found = new ArrayList<>();
                            Position end = null;
                            boolean more = true;
                            while (more) {
                                Window<Person> window =
                                        session.query(Person.class)
                                                .orderBy("salary desc", "id")
                                                .limit(45)
                                                .windowAfter(end);
                                found.addAll(ids(window.objects()));
                                more = window.hasMore();
                                end = window.end();
                            }
                            assertThat(found).containsExactlyElementsOf(expected);
                            try (var stream =
                                    session
                                            .query(Person.class)
                                            .orderBy("salary desc", "id")
                                            .fetchSize(50)
                                            .options(Load.selectIn("tasks"))
                                            .stream()) {
                                assertThat(ids(stream.toList()))
                                        .containsExactlyElementsOf(expected);
                            }
                        });
    }

    private static Query<Person> filtered(Session session) {
        return session.query(Person.class).where("tasks.hours > 20 and skills.id < 9");
    }
}
