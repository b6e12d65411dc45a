package io.relmap.boot.test.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Tables that a statement names")
class SqlTablesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select b.id from book b where b.title = ? | book",
                "select 1 from book, book_tag as x where book.id = x.book_id order by a, b | book book_tag",
                "select (select count(*) from tag) as c, d from public.\"Book\" | tag book",
                "select * from a join b on a.x = b.y left outer join s.c on true | a b c",
                "select * from (select id from inner_one) as d, other | inner_one other",
                "insert into book (id, title) values (?, ?) | book",
                "insert into book(id) select v.x from unnest(?, ?) as v(x, y) | book",
                "update book set title = v.t from unnest(?) as v(t) where book.id = v.i | book",
                "delete from book using tag where book.id = tag.id | book tag",
                "select nextval('book_id_seq') from generate_series(1, ?) | ``",
                "select 'from nowhere' from a where b in (select c from d) | a d",
                "select extract(year from b.day) from book b | book",
                "select id from book limit 1 for update skip locked | book",
                "select id from book for no key update nowait | book",
                "select b.key from book b | book",
                "insert into book (id) values (?) on conflict (id) do update set id = ? | book",
                "select 1 from book b where b.title is distinct from b.subtitle | book",
                "select 1 from book -- from the shelf | book",
                "select /* join the others */ 1 from book | book",
                "with recursive up as (select id from tag), all_ as (select 1 from up) select id from all_, book | tag book",
                "with up(id, n) as (select id, 1 from tag) select id from up | tag",
            })
    void areFound(String sql, String tables) {
        assertThat(SqlTables.of(sql))
                .containsExactlyInAnyOrder(tables.isEmpty() ? new String[0] : tables.split(" "));
    }
}
