package io.relmap.sql;

import java.util.Set;

/**
 * A binary operator. {@code comparison} decides whether the columns on both sides form pairs of a join
 * (spec RC-58).
 *
 * @param symbol as the database writes it
 * @param comparison whether it compares
 * @param precedence higher binds tighter: 5 comparison, 6 addition and concatenation, 7 multiplication
 */
public record Operator(String symbol, boolean comparison, int precedence) {

    public static final Operator EQ = new Operator("=", true, 5);
    public static final Operator NE = new Operator("!=", true, 5);
    public static final Operator LT = new Operator("<", true, 5);
    public static final Operator LE = new Operator("<=", true, 5);
    public static final Operator GT = new Operator(">", true, 5);
    public static final Operator GE = new Operator(">=", true, 5);
    public static final Operator IS_DISTINCT_FROM = new Operator("IS DISTINCT FROM", true, 5);
    public static final Operator IS_NOT_DISTINCT_FROM =
            new Operator("IS NOT DISTINCT FROM", true, 5);
    public static final Operator PLUS = new Operator("+", false, 6);
    public static final Operator MINUS = new Operator("-", false, 6);
    public static final Operator CONCAT = new Operator("||", false, 6);
    public static final Operator TIMES = new Operator("*", false, 7);
    public static final Operator DIVIDE = new Operator("/", false, 7);
    public static final Operator MODULO = new Operator("%", false, 7);
    public static final Operator LIKE = new Operator("LIKE", true, 5);
    public static final Operator NOT_LIKE = new Operator("NOT LIKE", true, 5);

    /** Without regard to case; dialects without it compare in lower case. */
    public static final Operator ILIKE = new Operator("ILIKE", true, 5);

    public static final Operator NOT_ILIKE = new Operator("NOT ILIKE", true, 5);

    private static final Set<Operator> KNOWN =
            Set.of(
                    EQ,
                    NE,
                    LT,
                    LE,
                    GT,
                    GE,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM,
                    PLUS,
                    MINUS,
                    CONCAT,
                    TIMES,
                    DIVIDE,
                    MODULO,
                    LIKE,
                    NOT_LIKE,
                    ILIKE,
                    NOT_ILIKE);

    private static final Set<Operator> ARITHMETIC = Set.of(PLUS, MINUS, TIMES, DIVIDE, MODULO);

    /** Whether it computes a number of two. */
    public boolean isArithmetic() {
        return ARITHMETIC.contains(this);
    }

    /** Whether a text is nothing but an operator; signs that begin a comment are none (spec RC-139). */
    public static boolean isOperator(String symbol) {
        return symbol.matches("[-+*/<>=~!@#%^&|?]{1,8}")
                && !symbol.contains("--")
                && !symbol.contains("/*");
    }

    /** Whether it is an operator of the database that is not listed here, {@code <<} for instance. */
    public boolean isCustom() {
        return !KNOWN.contains(this);
    }
}
