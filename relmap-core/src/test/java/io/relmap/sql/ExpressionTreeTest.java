package io.relmap.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.type.TypeRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionTreeTest {

    private final Table user = table("user");
    private final Table address = table("address");
    private final ColumnRef userId = ColumnRef.of(user.column("id"));
    private final ColumnRef addressId = ColumnRef.of(address.column("id"));

    @Test
    void columnsAreFoundFromLeftToRightWithRepetitions() {
        Expression condition =
                Logical.and(
                        List.of(
                                new Between(addressId, userId, addressId, false),
                                new InList(
                                        userId, List.of(FunctionCall.of("f", addressId)), true)));

        assertThat(ExpressionTree.columns(condition))
                .containsExactly(addressId, userId, addressId, userId, addressId);
    }

    @Test
    void aSubqueryShowsTheColumnsOfTheStatementAroundItOnly() {
        Expression exists =
                new Exists(
                        Select.builder()
                                .item(new Literal(1, null))
                                .from(TableRef.of(address))
                                .where(Binary.eq(addressId, userId))
                                .build());

        assertThat(ExpressionTree.columns(exists)).containsExactly(userId);
        Exists moved =
                (Exists)
                        ExpressionTree.mapColumns(
                                exists, ref -> ref.from(TableRef.of(ref.table(), "x")));
        assertThat(moved.select().where())
                .isEqualTo(
                        Binary.eq(
                                addressId,
                                new ColumnRef(
                                        TableRef.of(user, "x"), userId.column(), userId.roles())));
    }

    @Test
    void aCopyKeepsEverythingButTheColumns() {
        Expression like = new Binary(addressId, Operator.LIKE, new Literal("a%", null), '/');

        Expression marked = ExpressionTree.withRole(new Not(like), ColumnRole.REMOTE);

        assertThat(marked).isNotEqualTo(new Not(like));
        assertThat(ExpressionTree.withoutRoles(marked)).isEqualTo(new Not(like));
        assertThat(ExpressionTree.anyColumn(marked, ref -> ref.has(ColumnRole.REMOTE))).isTrue();
    }

    @Test
    void tablesOfAJoinAreReplacedWithTheirConditions() {
        JoinItem join =
                new JoinItem(
                        TableRef.of(user),
                        JoinKind.INNER,
                        TableRef.of(address),
                        Binary.eq(userId, addressId));

        FromItem moved =
                FromItems.mapOn(
                        FromItems.mapTables(join, t -> TableRef.of(t.table(), t.label() + "_1")),
                        on -> new Not(on));

        assertThat(FromItems.tables(moved))
                .extracting(TableRef::label)
                .containsExactly("user_1", "address_1");
        assertThat(((JoinItem) moved).on()).isInstanceOf(Not.class);
    }

    private static Table table(String name) {
        return Table.named(name)
                .column(ColumnDefinition.of("id", TypeRegistry.integer()))
                .primaryKey(List.of("id"))
                .build();
    }
}
