package io.relmap.boot.test.library;

import io.relmap.spring.data.RelmapRepository;
import java.util.Optional;

/** Writers. */
public interface WriterRepository extends RelmapRepository<Writer, Long> {

    Optional<Writer> findByName(String name);
}
