package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Lazy;
import io.relmap.query.Company.Division;
import io.relmap.query.Company.Person;
import io.relmap.query.Company.Skill;
import io.relmap.query.Company.Task;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What relmap answers is held against plain SQL over JDBC, in a {@link Company}. */
@DisplayName("A real schema answers as plain SQL does")
class RealSchemaTest {

    /** One company for each database, made once and only read. */
    private static final Map<TestDatabase, Company> COMPANIES = new EnumMap<>(TestDatabase.class);

    private static Company company(TestDatabase database) {
        return COMPANIES.computeIfAbsent(database, Company::founded);
    }

    @AfterAll
    static void closed() throws SQLException {
        for (Company company : COMPANIES.values()) {
            company.plain().close();
        }
        COMPANIES.clear();
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
