package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.observe.LazyLoadLimit;
import io.relmap.observe.LazyLoadListener;
import java.util.List;

/**
 * What holds for lazy loads in all sessions of one mapping.
 *
 * @param limit how many are in order
 * @param listeners told of more
 */
@Internal
public record LazyLoadRules(LazyLoadLimit limit, List<LazyLoadListener> listeners) {

    public LazyLoadRules {
        listeners = List.copyOf(listeners);
    }
}
