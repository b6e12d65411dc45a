package io.relmap.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts, bytes and UUIDs. */
final class TextCodecs {

    private TextCodecs() {}

    static final Codec<String> STRING = new StringCodec();
    static final Codec<Character> CHARACTER = new CharacterCodec();
    static final Codec<byte[]> BYTES = new BytesCodec();
    static final Codec<UUID> UUID = new UuidCodec();

    private static final class StringCodec extends BasicCodec<String> {

        StringCodec() {
            super(String.class, Types.VARCHAR);
        }

        @Override
        public @Nullable String read(ResultSet row, int index) throws SQLException {
            return row.getString(index);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, String value)
                throws SQLException {
            statement.setString(index, value);
        }
    }

    private static final class CharacterCodec extends BasicCodec<Character> {

        CharacterCodec() {
            super(Character.class, Types.CHAR);
        }

        @Override
        public @Nullable Character read(ResultSet row, int index) throws SQLException {
            String value = row.getString(index);
            if (value == null) {
                return null;
            }
            return value.isEmpty() ? ' ' : value.charAt(0); // some databases trim CHAR(1)
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Character value)
                throws SQLException {
            statement.setString(index, value.toString());
        }

        @Override
        public Object element(Character value) {
            return value.toString();
        }
    }

    private static final class BytesCodec extends BasicCodec<byte[]> {

        BytesCodec() {
            super(byte[].class, Types.VARBINARY);
        }

        @Override
        public byte @Nullable [] read(ResultSet row, int index) throws SQLException {
            return row.getBytes(index);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, byte[] value)
                throws SQLException {
            statement.setBytes(index, value);
        }

        @Override
        public boolean same(byte @Nullable [] left, byte @Nullable [] right) {
            return Arrays.equals(left, right);
        }

        @Override
        public byte[] snapshot(byte[] value) {
            return value.clone();
        }
    }

    private static final class UuidCodec extends BasicCodec<UUID> {

        UuidCodec() {
            super(UUID.class, Types.OTHER);
        }

        @Override
        public @Nullable UUID read(ResultSet row, int index) throws SQLException {
            return row.getObject(index, UUID.class);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, UUID value)
                throws SQLException {
            statement.setObject(index, value);
        }
    }
}
