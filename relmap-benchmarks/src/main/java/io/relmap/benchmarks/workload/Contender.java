package io.relmap.benchmarks.workload;

import io.relmap.benchmarks.measure.DatabaseKind;
import java.util.Set;
import javax.sql.DataSource;

/** One way to reach the database. */
public interface Contender {

    /** What tables and charts call it. */
    String name();

    /** What it can do on this database; nothing where it cannot work with it. */
    Set<Task> tasks(DatabaseKind kind);

    /** Ready to work on tables that exist ({@link Tables}). */
    Workloads open(DataSource dataSource, DatabaseKind kind);
}
