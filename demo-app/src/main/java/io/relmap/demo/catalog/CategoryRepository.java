package io.relmap.demo.catalog;

import io.relmap.spring.data.RelmapRepository;
import java.util.Optional;

/** Categories. */
public interface CategoryRepository extends RelmapRepository<Category, Long> {

    /** The category of this name. */
    Optional<Category> findByName(String name);
}
