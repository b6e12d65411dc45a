package io.relmap.mapping.config;

import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.ReferentialAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clauses of a foreign key as annotations write them (spec RC-17). */
final class ReferentialRules {

    private final String where;

    /**
     * @param where where the key is declared, for messages
     */
    ReferentialRules(String where) {
        this.where = where;
    }

    Options options(ForeignKey key) {
        return new Options(
                action("onDelete", key.onDelete()),
                action("onUpdate", key.onUpdate()),
                key.useAlter(),
                deferrable(key.deferrable(), key.deferred()),
                key.match());
    }

    Options options(ForeignKeyConstraint key) {
        return new Options(
                action("onDelete", key.onDelete()),
                action("onUpdate", key.onUpdate()),
                key.useAlter(),
                deferrable(key.deferrable(), key.deferred()),
                key.match());
    }

    Options options(String onDelete, String onUpdate) {
        return new Options(
                action("onDelete", onDelete), action("onUpdate", onUpdate), false, Deferrable.NO);
    }

    static Deferrable deferrable(boolean deferrable, boolean deferred) {
        if (deferred) {
            return Deferrable.INITIALLY_DEFERRED;
        }
        return deferrable ? Deferrable.INITIALLY_IMMEDIATE : Deferrable.NO;
    }

    private @Nullable ReferentialAction action(String parameter, String text) {
        if (text.isBlank()) {
            return null;
        }
        String words = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (ReferentialAction action : ReferentialAction.values()) {
            if (action.sql().equals(words)) {
                return action;
            }
        }
        throw new MappingException(
                ErrorCode.INVALID_TABLE,
                where
                        + ": "
                        + parameter
                        + " = \""
                        + text
                        + "\" is none of "
                        + Arrays.stream(ReferentialAction.values())
                                .map(ReferentialAction::sql)
                                .collect(Collectors.joining(", ")));
    }
}
