package io.relmap.sql;

/** How tightly expressions bind, on the scale of {@link Operator#precedence}. */
final class Precedence {

    static final int OR = 1;
    static final int AND = 2;
    static final int NOT = 3;
    static final int COMPARISON = 5;
    static final int SIGN = 8;
    static final int ATOM = 10;

    private Precedence() {}

    static int of(Expression e) {
        if (e instanceof Binary binary) {
            return binary.operator().precedence();
        } else if (e instanceof Logical logical) {
            return logical.connective() == Logical.Connective.AND ? AND : OR;
        } else if (e instanceof Not) {
            return NOT;
        } else if (e instanceof Negative) {
            return SIGN;
        } else if (e instanceof IsNull
                || e instanceof IsTrue
                || e instanceof Between
                || e instanceof InList
                || e instanceof InParameter) {
            return COMPARISON;
        } else if (e instanceof Collate) {
            return ATOM - 1;
        }
        return ATOM;
    }
}
