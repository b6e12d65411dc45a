package io.relmap.sql;

/** A value or condition in SQL. Immutable; nothing of it is text from a user but bound values. */
public sealed interface Expression
        permits ColumnRef,
                SubqueryColumn,
                Literal,
                Parameter,
                Binary,
                Logical,
                Not,
                Negative,
                FunctionCall,
                Cast,
                Between,
                InList,
                InParameter,
                IsNull,
                IsTrue,
                Tuple,
                Collate,
                Exists,
                ScalarSubquery,
                Distinct,
                ItemLabel,
                DefaultValue,
                RowCount {}
