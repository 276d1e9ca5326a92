package ecommerce.deploy.stacks;

import ecommerce.deploy.packaging.Artifact;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Remembers what was uploaded. */
public final class MemoryArtifacts implements Artifacts {

  private final Set<String> kept = new ConcurrentSkipListSet<>();

  public Set<String> kept() {
    return kept;
  }

  @Override
  public void keep(Artifact artifact) {
    kept.add(artifact.key());
  }

  @Override
  public String url(Artifact artifact) {
    return "https://s3/" + artifact.key();
  }
}
