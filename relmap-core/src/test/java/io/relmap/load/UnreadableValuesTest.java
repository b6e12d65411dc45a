package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.LoadException;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A value that its attribute cannot take is an error that names it")
class UnreadableValuesTest {

    enum Colour {
        RED,
        BLUE
    }

    @Entity(table = "paint")
    static class Paint {
        @Id int id;
        @Nullable Colour colour;
        int litres;
    }

    private final DataSource dataSource = TestDatabase.H2.freshDataSource();
    private Relmap relmap;

    @BeforeEach
    void openDatabase() throws SQLException {
        relmap = Relmap.builder().dataSource(dataSource).entities(Paint.class).build();
        sql("create table paint (id int primary key, colour varchar(20), litres int)");
        sql("insert into paint values (1, 'RED', 1)");
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private void refused(String... facts) {
        try (Session session = relmap.openSession()) {
            assertThatThrownBy(() -> session.query(Paint.class).orderBy("id").list())
                    .isInstanceOf(LoadException.class)
                    .hasMessageContainingAll(facts);
            assertThat(session.get(Paint.class, 1).colour).isEqualTo(Colour.RED);
        }
    }

    @Test
    @DisplayName("a name that is no constant of the enum")
    void anUnknownConstant() throws SQLException {
        sql("insert into paint values (2, 'GREEN', 1)");
        refused("Paint.colour", "paint.colour", "GREEN", "RED, BLUE");
    }

    @Test
    @DisplayName("one attribute alone is asked for")
    void inASelection() throws SQLException {
        sql("insert into paint values (2, 'GREEN', 1)");
        try (Session session = relmap.openSession()) {
            assertThatThrownBy(() -> session.query(Paint.class).select("colour").list())
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("Paint.colour");
        }
    }
}
