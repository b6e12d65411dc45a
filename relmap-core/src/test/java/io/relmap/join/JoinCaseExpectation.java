package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.schema.Column;
import io.relmap.sql.Between;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.Logical;
import io.relmap.sql.Ordering;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what was configured with what was recorded. */
final class JoinCaseExpectation {

    /** The warnings that the reference knows; relmap may add others of its own. */
    private static final Set<ErrorCode> RECORDED =
            Set.of(
                    ErrorCode.OVERLAPPING_WRITES,
                    ErrorCode.NON_SIMPLE_COLUMN_ELEMENTS,
                    ErrorCode.REMOTE_ON_LOCAL_COLUMN,
                    ErrorCode.VIEWONLY_PERSISTENCE_FLAG,
                    ErrorCode.ORPHAN_WITHOUT_DELETE);

    private JoinCaseExpectation() {}

    static void check(JsonNode expected, ConfiguredRelationship relationship) {
        JoinCondition join = relationship.join();
        assertThat(join.direction().name().replace("_", ""))
                .as("direction")
                .isEqualTo(expected.get("direction").asString());
        same("uselist", expected, relationship.useList());
        same("primaryjoin", expected, terms(join.primaryJoin()));
        same("secondaryjoin", expected, terms(join.secondaryJoin()));
        same(
                "secondary",
                expected,
                join.secondary() == null ? null : ConditionText.of(join.secondary()));
        same("synchronizePairs", expected, pairs(join.synchronizePairs()));
        same("secondarySynchronizePairs", expected, pairs(join.secondarySynchronizePairs()));
        sameSet("remoteSide", expected, join.remoteSide());
        sameSet("localColumns", expected, join.localColumns());
        sameSet("foreignKeyColumns", expected, join.foreignKeyColumns());
        same(
                "localRemotePairs",
                expected,
                join.localRemotePairs().stream()
                        .map(p -> List.of(p.local().toString(), p.remote().toString()))
                        .toList());
        same("primaryjoinRoles", expected, roles(join.primaryJoin()));
        if (expected.has("secondaryjoinRoles")) {
            same("secondaryjoinRoles", expected, roles(join.secondaryJoin()));
        }
        same(
                "orderBy",
                expected,
                relationship.orderBy().stream().map(JoinCaseExpectation::text).toList());
        same("viewonly", expected, relationship.viewOnly());
        same(
                "cascade",
                expected,
                relationship.cascades().stream().map(Cascade::spelling).sorted().toList());
        same(
                "reverse",
                expected,
                relationship.reverses().stream().map(Object::toString).sorted().toList());
        same("useGet", expected, join.useGet());
        same("lazyWhere", expected, terms(join.lazyCondition()));
        same("reverseLazyWhere", expected, terms(join.reverseLazyCondition()));
        JsonNode joinToAlias = expected.get("joinToAlias");
        if (joinToAlias != null && !joinToAlias.isNull()) {
            checkAliases(joinToAlias, join);
        }
    }

    private static void checkAliases(JsonNode expected, JoinCondition join) {
        boolean composite = !(join.secondary() instanceof TableRef);
        UnaryOperator<TableRef> secondaryAs =
                table ->
                        TableRef.of(
                                table.table(),
                                composite ? table.table().name() + "_1" : "secondary");
        AliasedJoin joined =
                join.joined(
                        join.owner().own(),
                        TableRef.of(join.target().own().table(), "target"),
                        secondaryAs);
        boolean direct = joined.target() == null;
        same("secondary", expected, direct ? null : terms(joined.primary()));
        same("target", expected, terms(direct ? joined.primary() : joined.target()));
    }

    /** Sets: one message of relmap may say what the reference says in two. */
    static void checkWarnings(JsonNode expected, Collection<Warning> warnings) {
        Set<Warning> left =
                warnings.stream()
                        .filter(w -> RECORDED.contains(w.code()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Warning> unmatched = new LinkedHashSet<>(left);
        for (JsonNode warning : JoinCase.stream(expected).toList()) {
            List<String> needed = new ArrayList<>(JoinCase.strings(warning.get("mentions")));
            needed.addAll(JoinCase.strings(warning.get("remedies")));
            if (warning.has("suggestedOverlaps")) {
                needed.add("overlaps = \"" + warning.get("suggestedOverlaps").asString() + "\"");
            }
            List<Warning> matches =
                    left.stream()
                            .filter(w -> w.code().name().equals(warning.get("kind").asString()))
                            .filter(w -> needed.stream().allMatch(n -> mentions(w.message(), n)))
                            .toList();
            assertThat(matches).as("warning %s among %s", warning, left).isNotEmpty();
            matches.forEach(unmatched::remove);
        }
        assertThat(unmatched).as("warnings that were not recorded").isEmpty();
    }

    static void checkError(JsonNode expected, @Nullable MappingException thrown) {
        assertThat(thrown).as("an error %s", expected.get("kind")).isNotNull();
        MappingException first = Objects.requireNonNull(thrown).problems().get(0);
        assertThat(first.code().name())
                .as("code of: %s", first.getMessage())
                .isEqualTo(expected.get("kind").asString());
        for (String part : List.of("mentions", "remedies", "candidates")) {
            for (String needed : JoinCase.strings(expected.get(part))) {
                assertThat(mentions(String.valueOf(first.getMessage()), needed))
                        .as("%s %s in: %s", part, needed, first.getMessage())
                        .isTrue();
            }
        }
    }

    /** Records spell parameters as the reference does: {@code viewonly} for {@code viewOnly}. */
    private static boolean mentions(String message, String needed) {
        return message.toLowerCase(Locale.ROOT).contains(needed.toLowerCase(Locale.ROOT));
    }

    private static void same(String field, JsonNode expected, @Nullable Object actual) {
        assertThat(actual).as(field).isEqualTo(plain(expected.get(field)));
    }

    private static void sameSet(String field, JsonNode expected, Collection<Column> actual) {
        assertThat(actual.stream().map(Column::toString).toList())
                .as(field)
                .containsExactlyInAnyOrderElementsOf(JoinCase.strings(expected.get(field)));
    }

    private static @Nullable Object plain(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        } else if (json.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            json.forEach(item -> list.add(plain(item)));
            return list;
        } else if (json.isObject()) {
            Map<String, @Nullable Object> map = new HashMap<>();
            json.propertyStream().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
            return map;
        }
        return json.isBoolean() ? (Object) json.asBoolean() : json.asString();
    }

    private static List<List<String>> pairs(List<SyncPair> pairs) {
        return pairs.stream()
                .map(pair -> List.of(pair.source().toString(), pair.destination().toString()))
                .toList();
    }

    private static @Nullable List<Object> terms(@Nullable Expression condition) {
        return condition == null
                ? null
                : Logical.conjuncts(condition).stream().map(JoinCaseExpectation::term).toList();
    }

    private static Object term(Expression term) {
        if (term instanceof Binary binary) {
            return List.of(
                    ConditionText.of(binary.left()),
                    binary.operator().symbol(),
                    ConditionText.of(binary.right()));
        } else if (term instanceof Between between) {
            return List.of(
                    ConditionText.of(between.operand()),
                    "BETWEEN",
                    ConditionText.of(between.low()) + " AND " + ConditionText.of(between.high()));
        } else if (term instanceof Logical logical) {
            return Map.of(
                    logical.connective().name().toLowerCase(Locale.ROOT),
                    logical.terms().stream().map(JoinCaseExpectation::term).toList());
        }
        return Map.of("sql", ConditionText.of(term));
    }

    private static @Nullable List<List<String>> roles(@Nullable Expression condition) {
        return condition == null
                ? null
                : ExpressionTree.columns(condition).stream()
                        .map(JoinCaseExpectation::role)
                        .toList();
    }

    private static List<String> role(ColumnRef ref) {
        List<String> result = new ArrayList<>(List.of(ref.toString()));
        ref.roles().stream()
                .map(r -> r.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(result::add);
        return result;
    }

    private static String text(Ordering ordering) {
        return ConditionText.of(ordering.expression())
                + (ordering.direction() == Ordering.Direction.DESCENDING ? " DESC" : "");
    }
}
