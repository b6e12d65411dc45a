package io.relmap.demo.catalog;

import io.relmap.spring.data.RelmapRepository;
import java.util.Collection;
import java.util.List;

/** Tags. */
public interface TagRepository extends RelmapRepository<Tag, Long> {

    /** The tags of these names. */
    List<Tag> findByNameIn(Collection<String> names);
}
