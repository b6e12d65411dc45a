package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.mapping.config.NamingStrategy;
import io.relmap.testsupport.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "SE-2: an object that goes from one database to another is written under that one's names")
class TwoNamingsTest {

    @Entity
    static class Coin {
        @Id int number = 1;
        int faceValue = 5;
    }

    /** Puts a letter before each name. */
    private static final class Prefixed implements NamingStrategy {

        @Override
        public String table(String className) {
            return "t_" + SNAKE_CASE.table(className);
        }

        @Override
        public String column(String fieldName) {
            return "c_" + SNAKE_CASE.column(fieldName);
        }
    }

    private final Relmap first = relmap(NamingStrategy.SNAKE_CASE);
    private final Relmap second = relmap(new Prefixed());
    private final Coin coin = new Coin();

    private static Relmap relmap(NamingStrategy naming) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Coin.class)
                        .naming(naming)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    private int secondValue() {
        try (Session session = second.openSession()) {
            return session.get(Coin.class, 1).faceValue;
        }
    }

    @Test
    @DisplayName("as a new one")
    void asANewOne() {
        first.inTransaction(session -> session.add(coin));
        Inspect.makeTransient(coin);
        second.inTransaction(session -> session.add(coin));
        assertThat(secondValue()).isEqualTo(5);
    }

    @Test
    @DisplayName("as one that has a row there")
    void asOneThatHasARow() {
        second.inTransaction(session -> session.add(new Coin()));
        first.inTransaction(session -> session.add(coin));
        second.inTransaction(
                session -> {
                    session.add(coin);
                    coin.faceValue = 7;
                });
        assertThat(secondValue()).isEqualTo(7);
    }
}
