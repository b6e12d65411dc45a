package io.relmap.load;

import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Finds the place in the program that a call of relmap's began at. */
final class CallSite {

    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final @Nullable CodeSource OWN = sourceOf(CallSite.class);

    private CallSite() {}

    /**
     * The nearest frame of the program that an entity belongs to: of a class from the same archive or folder. Libraries,
     * too, read collections. Where there is none, the nearest frame that belongs neither to relmap nor to Java itself;
     * null where there is not even that.
     */
    static @Nullable StackTraceElement find(Object entity) {
        CodeSource program = sourceOf(entity.getClass());
        return WALKER.walk(
                frames -> {
                    StackWalker.StackFrame nearest = null;
                    for (StackWalker.StackFrame frame :
                            (Iterable<StackWalker.StackFrame>) frames::iterator) {
                        CodeSource source = sourceOf(frame.getDeclaringClass());
                        if (source == null || source.equals(OWN)) {
                            continue;
                        } else if (source.equals(program)) {
                            return frame.toStackTraceElement();
                        }
                        nearest = nearest == null ? frame : nearest;
                    }
                    return nearest == null ? null : nearest.toStackTraceElement();
                });
    }

    /** Java's own classes have none. */
    private static @Nullable CodeSource sourceOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
