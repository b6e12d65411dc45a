package io.relmap.benchmarks.measure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what a client of PostgreSQL sends (protocol 3) and tells of each statement that is executed. Statements are
 * parsed under a name and executed by it later, so their texts are kept.
 */
final class FrontendMessages {

    private static final int LENGTH_BYTES = 4;
    private static final byte PROTOCOL = 3;

    /** So much of a message tells what it is; values of a Bind message need not be kept. */
    private static final int ENOUGH = 1024;

    private final Runnable onStatement;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean isStarted;
    private byte type;
    private int lengthBytes;
    private int left;
    private boolean hasType;

    FrontendMessages(Runnable onStatement) {
        this.onStatement = onStatement;
    }

    void sent(byte value) {
        if (!hasType) {
            hasType = true;
            lengthBytes = 0;
            left = 0;
            body.reset();
            if (isStarted) {
                type = value;
                return;
            }
        }
        if (lengthBytes < LENGTH_BYTES) {
            left = (left << Byte.SIZE) | (value & 0xff);
            if (++lengthBytes == LENGTH_BYTES) {
                left -= LENGTH_BYTES;
            }
        } else {
            left--;
            if (body.size() < ENOUGH) {
                body.write(value);
            }
        }
        if (lengthBytes == LENGTH_BYTES && left == 0) {
            hasType = false;
            if (isStarted) {
                complete();
            } else {
                // What comes first may ask for encryption; the greeting proper tells the protocol.
                isStarted = body.toByteArray()[1] == PROTOCOL;
            }
        }
    }

    private void complete() {
        String[] texts = body.toString(StandardCharsets.ISO_8859_1).split("\0", 3);
        switch (type) {
            case 'P' -> statements.put(texts[0], texts[1]);
            case 'B' -> portals.put(texts[0], statements.getOrDefault(texts[1], ""));
            case 'E' -> executed(portals.getOrDefault(texts[0], ""));
            case 'Q' -> executed(texts[0]);
            default -> {
                // Describe, Sync, Close, data of COPY, the greeting
            }
        }
    }

    private void executed(String sql) {
        String text = sql.strip().toUpperCase(Locale.ROOT);
        if (!text.startsWith("BEGIN")
                && !text.startsWith("COMMIT")
                && !text.startsWith("ROLLBACK")) {
            onStatement.run();
        }
    }
}
