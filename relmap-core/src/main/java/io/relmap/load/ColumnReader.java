package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.LoadException;
import io.relmap.error.RelmapException;
import io.relmap.mapping.Mapper;
import io.relmap.schema.Column;
import io.relmap.type.Codec;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads columns from rows and says which attribute could not take what its column holds. */
@Internal
public final class ColumnReader {

    private ColumnReader() {}

    /**
     * Reads a column.
     *
     * @param place its place in the row, from 1
     * @param mapper the entity that is read, for messages
     * @param path the attribute as it was asked for, for messages
     * @throws LoadException if its codec or converter does not know the value
     */
    public static @Nullable Object read(
            Codec<Object> codec,
            ResultSet row,
            int place,
            Mapper mapper,
            String path,
            Column column)
            throws SQLException {
        try {
            return codec.read(row, place);
        } catch (RelmapException known) {
            throw known;
        } catch (RuntimeException unknown) {
            throw new LoadException(
                    ErrorCode.UNREADABLE_VALUE,
                    mapper
                            + "."
                            + path
                            + " cannot take what column "
                            + column
                            + " holds: "
                            + unknown.getMessage()
                            + ". Correct the row, or give the attribute a converter that knows the"
                            + " value.",
                    unknown);
        }
    }
}
