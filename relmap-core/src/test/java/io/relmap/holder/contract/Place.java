package io.relmap.holder.contract;

import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.ListListIteratorTester;
import io.relmap.Relmap;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the owner of a collection under test lives. */
enum Place {

    /** In memory, without session. */
    TRANSIENT {
        @Override
        CollectionSize sizes() {
            return CollectionSize.ANY;
        }

        @Override
        List<Method> tooLong() {
            return List.of();
        }

        @Override
        void begin() {
            // nothing to open
        }

        @Override
        void end() {
            // nothing to close
        }

        @Override
        void settle(Crate crate, Collection<?> elements) {
            // it stays as it is
        }
    },

    /** In a session, its content loaded from rows. */
    ATTACHED {
        private final Relmap relmap = relmap();
        private @Nullable Session session;

        private static Relmap relmap() {
            Relmap relmap =
                    Relmap.builder()
                            .dataSource(TestDatabase.H2.freshDataSource())
                            .entities(Crate.class, Coin.class, Stone.class)
                            .build();
            relmap.schema().createAll();
            return relmap;
        }

        /** What is loaded has several rows; a load that finds none is like a new object. */
        @Override
        CollectionSize sizes() {
            return CollectionSize.SEVERAL;
        }

        /** It makes thousands of owners, one for each sequence of steps: seconds in memory, minutes here. */
        @Override
        List<Method> tooLong() {
            try {
                return List.of(
                        ListListIteratorTester.class.getMethod("testListIterator_fullyModifiable"));
            } catch (NoSuchMethodException gone) {
                throw new IllegalStateException(gone);
            }
        }

        @Override
        void begin() {
            session = relmap.openSession();
        }

        @Override
        void end() {
            if (session != null) {
                session.rollback();
                session.close();
            }
        }

        @Override
        void settle(Crate crate, Collection<?> elements) {
            if (session == null) {
                throw new IllegalStateException("no test has begun");
            }
            session.add(crate);
            session.addAll(List.copyOf(elements));
            session.flush();
            session.expire(crate);
        }
    };

    /** How large the collections are that are tested here. */
    abstract CollectionSize sizes();

    /** Tests of a list that take too long here. */
    abstract List<Method> tooLong();

    /** Before each test. */
    abstract void begin();

    /** After each test. */
    abstract void end();

    /** Brings an owner, its collection filled, to where it lives. */
    abstract void settle(Crate crate, Collection<?> elements);
}
