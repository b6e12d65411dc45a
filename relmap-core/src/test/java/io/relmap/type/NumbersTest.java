package io.relmap.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void aNumberThatFitsBecomesTheOtherType() {
        assertThat(Numbers.as(7L, Integer.class)).isEqualTo(7);
        assertThat(Numbers.as(7, Long.class)).isEqualTo(7L);
        assertThat(Numbers.as(7, Short.class)).isEqualTo((short) 7);
        assertThat(Numbers.as((short) 7, Byte.class)).isEqualTo((byte) 7);
        assertThat(Numbers.as(7L, BigInteger.class)).isEqualTo(BigInteger.valueOf(7));
        assertThat(Numbers.as(7L, BigDecimal.class)).isEqualTo(BigDecimal.valueOf(7));
        assertThat(Numbers.as(new BigDecimal("7.00"), Long.class)).isEqualTo(7L);
        assertThat(Numbers.as(new BigInteger("7"), Integer.class)).isEqualTo(7);
        assertThat(Numbers.as(0.1, BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
        assertThat(Numbers.as(new BigDecimal("0.1"), Double.class)).isEqualTo(0.1);
    }

    @Test
    void aNumberThatDoesNotFitBecomesNothing() {
        assertThat(Numbers.as((1L << 32) + 1, Integer.class)).isNull();
        assertThat(Numbers.as(1 << 16, Short.class)).isNull();
        assertThat(Numbers.as(1 << 8, Byte.class)).isNull();
        assertThat(Numbers.as(new BigInteger("9223372036854775808"), Long.class)).isNull();
        assertThat(Numbers.as(new BigDecimal("7.5"), Long.class)).isNull();
        assertThat(Numbers.as(Double.NaN, Long.class)).isNull();
        assertThat(Numbers.as(7, String.class)).isNull();
    }
}
