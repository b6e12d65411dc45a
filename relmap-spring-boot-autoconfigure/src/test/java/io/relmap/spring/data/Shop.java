package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.relmap.Relmap;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.support.RelmapRepositoryFactory;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Tag;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;

/**
 * A shop with three authors and four books, with what was sent to its database.
 *
 * @param context the application
 * @param sent the statements since they were last looked at
 */
record Shop(ApplicationContext context, List<String> sent) {

    /** Runs a test in a transaction of its own over a filled shop. */
    static void run(TestDatabase database, Consumer<Shop> test) {
        List<String> sent = new CopyOnWriteArrayList<>();
        Contexts.on(database)
                .withBean(StatementListener.class, () -> one -> sent.add(one.sql()))
                .run(
                        context -> {
                            Shop shop = new Shop(context, sent);
                            shop.transactions().required(shop::fill);
                            sent.clear();
                            shop.transactions().required(() -> test.accept(shop));
                        });
    }

    private void fill() {
        Tag classic = new Tag("classic");
        Tag sf = new Tag("sf");
        session()
                .addAll(
                        List.of(
                                new Author(
                                        "Le Guin",
                                        new Book("Earthsea", 1968, classic),
                                        new Book("The Lathe of Heaven", 1971, sf, classic)),
                                new Author("Lem", new Book("Solaris", 1961, sf)),
                                new Author("Nobody"),
                                new Book("Beowulf")));
    }

    Transactions transactions() {
        return new Transactions(context);
    }

    Session session() {
        return context.getBean(Session.class);
    }

    /** A repository. */
    <R extends Repository<?, ?>> R repository(Class<R> type) {
        return repository(type, PropertiesBasedNamedQueries.EMPTY);
    }

    /** A repository with queries that stand elsewhere. */
    <R extends Repository<?, ?>> R repository(Class<R> type, NamedQueries queries) {
        TransactionalSessions sessions = context.getBean(TransactionalSessions.class);
        RelmapRepositoryFactory factory =
                new RelmapRepositoryFactory(sessions.mapping(), sessions.shared());
        factory.setBeanFactory(context);
        factory.setEnvironment(context.getEnvironment());
        factory.setNamedQueries(queries);
        return factory.getRepository(type);
    }

    /** The statements that something sent. */
    List<String> sentBy(Runnable work) {
        sent.clear();
        work.run();
        return List.copyOf(sent);
    }

    /** Why a repository cannot be made. */
    static Throwable refusal(Class<?> repository) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Author.class, Book.class, Tag.class)
                        .build();
        return catchThrowable(
                () ->
                        new RelmapRepositoryFactory(relmap.mapping(), relmap.openSession())
                                .getRepository(repository));
    }
}
