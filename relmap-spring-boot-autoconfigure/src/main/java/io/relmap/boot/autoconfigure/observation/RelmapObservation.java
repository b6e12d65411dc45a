package io.relmap.boot.autoconfigure.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed, by which name, and with which key values. */
public enum RelmapObservation implements ObservationDocumentation {

    /** A flush that has something to write. Its statements have no observations of their own. */
    FLUSH("relmap.session.flush") {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>>
                getDefaultConvention() {
            return DefaultFlushObservationConvention.class;
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return FlushKey.values();
        }
    },

    /** A statement that reads or writes for the program, but lazy loads: a query, a get, a bulk statement. */
    QUERY("relmap.session.query") {
        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return StatementKey.values();
        }
    },

    /** A relationship that is loaded at its first access. */
    LAZY_LOAD("relmap.session.lazy.load") {
        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return StatementKey.values();
        }
    };

    private final String observationName;

    RelmapObservation(String observationName) {
        this.observationName = observationName;
    }

    @Override
    public String getName() {
        return observationName;
    }

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
            getDefaultConvention() {
        return DefaultStatementObservationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return this == FLUSH ? new KeyName[0] : LoadKey.values();
    }

    /** Key values of a flush. */
    public enum FlushKey implements KeyName {
        /** How many statements it sent. */
        STATEMENTS("relmap.statements"),
        /** How many rows of values it sent. */
        ROWS("relmap.rows");

        private final String key;

        FlushKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Key values of few kinds of queries and lazy loads. */
    public enum LoadKey implements KeyName {
        /** What the statement was sent for: {@code query}, {@code get}, {@code refresh}, {@code eager-load}, ... */
        CAUSE("relmap.cause"),
        /** The relationship that is loaded, as {@code Author.books}, or {@code none}. */
        RELATIONSHIP("relmap.relationship");

        private final String key;

        LoadKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Key values of any kind of queries and lazy loads. */
    public enum StatementKey implements KeyName {
        /** The statement, with placeholders for values. */
        TEXT("db.query.text");

        private final String key;

        StatementKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
