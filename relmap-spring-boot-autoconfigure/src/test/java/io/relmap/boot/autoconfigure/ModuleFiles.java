package io.relmap.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the checkout that tests compare with the code. */
public final class ModuleFiles {

    private ModuleFiles() {}

    /** The text of a page under {@code docs}. */
    public static String documentation(String name) {
        try {
            return Files.readString(Path.of("..", "docs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
