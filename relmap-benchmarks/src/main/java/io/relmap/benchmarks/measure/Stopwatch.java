package io.relmap.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Measures the sections of one run of one task. For one thread, which does the work or starts those that do it. */
public final class Stopwatch {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ServerCpu server;
    private final List<Section> sections = new ArrayList<>();

    /** For a contender whose connections are served by these processes. */
    public Stopwatch(ServerCpu server) {
        this.server = server;
    }

    /** What was measured, in order. */
    public List<Section> sections() {
        return List.copyOf(sections);
    }

    /** Has garbage of earlier work collected, so that this run does not pay for it. */
    public void settle() {
        System.gc();
    }

    /** Measures a section. */
    public void time(String name, Runnable work) {
        result(
                name,
                () -> {
                    work.run();
                    return name;
                });
    }

    /** Measures a section that has a result. */
    public <T> T result(String name, Supplier<T> work) {
        Traffic traffic = CountingSockets.traffic();
        long serverNanos = server.nanos();
        Usage before = Usage.ofThisThread();
        long start = System.nanoTime();
        T result = work.get();
        long wall = System.nanoTime() - start;
        add(name, wall, Usage.ofThisThread().since(before), serverNanos, traffic);
        return result;
    }

    /** Adds what all sections so far cost together. */
    public void sum(String name) {
        sections.stream().reduce((a, b) -> a.plus(b, name)).ifPresent(sections::add);
    }

    /** Measures operations that several threads share evenly. */
    public void timeInThreads(String name, int threads, int operations, IntConsumer operation) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Usage>> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                workers.add(
                        pool.submit(
                                () -> {
                                    ready.countDown();
                                    go.await();
                                    Usage before = Usage.ofThisThread();
                                    for (int i = first; i < operations; i += threads) {
                                        operation.accept(i);
                                    }
                                    return Usage.ofThisThread().since(before);
                                }));
            }
            ready.await();
            Traffic traffic = CountingSockets.traffic();
            long serverNanos = server.nanos();
            long start = System.nanoTime();
            go.countDown();
            Usage all = new Usage(0, 0);
            for (Future<Usage> worker : workers) {
                all = all.plus(worker.get());
            }
            add(name, System.nanoTime() - start, all, serverNanos, traffic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(name, e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void add(String name, long wall, Usage usage, long serverBefore, Traffic before) {
        sections.add(
                new Section(
                        name,
                        wall,
                        usage.cpuNanos(),
                        Math.max(0, server.nanos() - serverBefore),
                        usage.allocated(),
                        CountingSockets.traffic().since(before)));
    }

    private record Usage(long cpuNanos, long allocated) {

        static Usage ofThisThread() {
            return new Usage(
                    THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
        }

        Usage since(Usage earlier) {
            return new Usage(cpuNanos - earlier.cpuNanos, allocated - earlier.allocated);
        }

        Usage plus(Usage other) {
            return new Usage(cpuNanos + other.cpuNanos, allocated + other.allocated);
        }
    }
}
