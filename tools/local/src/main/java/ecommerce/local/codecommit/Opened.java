package ecommerce.local.codecommit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.lib.Repository;

/** Work in a repository that is open meanwhile. */
@FunctionalInterface
interface Opened<R> {

  R in(Repository git) throws IOException;

  static <R> R with(Repositories repositories, String name, Opened<R> work) {
    try (Repository git = repositories.open(repositories.require(name))) {
      return work.in(git);
    } catch (IOException e) {
      throw new UncheckedIOException("the repository " + name + " cannot be read", e);
    }
  }
}
