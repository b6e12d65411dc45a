package io.relmap.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    @Test
    void codesAreUnique() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void everyCodeHasItsSectionInTheDocumentation() throws IOException {
        String documentation = Files.readString(Path.of("../docs/errors.md"));
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(documentation).contains("### " + code.code() + "\n`" + code.name() + "`. ");
        }
    }
}
