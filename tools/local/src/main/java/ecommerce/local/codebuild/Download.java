package ecommerce.local.codebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/**
 * The phase DOWNLOAD_SOURCE: brings the sources and the cache, reads the buildspec, and opens the
 * shell with the build's variables.
 *
 * @param halted whether the build ends; nothing more is run then
 */
record Download(BuildSite site, BooleanSupplier halted) {

  /** What the commands of a build need. */
  record Ready(Buildspec spec, Commands commands) {}

  /**
   * @throws Failure where something cannot be had, or the buildspec cannot be read
   */
  Ready run() throws IOException {
    Workshop workshop = site.workshop();
    Map<String, Path> folders = new LinkedHashMap<>(Map.of("", site.source()));
    String resolved = fetch(folders);
    workshop
        .builds()
        .change(site.id(), one -> one.resolvedSourceVersion(resolved.isEmpty() ? null : resolved));
    Buildspec spec =
        SpecLocation.read(site.project().source().buildspec(), site.source(), site.log());
    workshop.caches().restore(site.project(), spec, site.source(), site.role(), site.log());
    Map<String, String> variables = variables(spec, folders);
    site.log().say("Moving to directory " + site.source());
    return new Ready(
        spec,
        new Commands(
            site.log(),
            site.source(),
            site.folder().resolve("shell"),
            site.build().arn(),
            variables,
            halted));
  }

  /**
   * @param folders takes those of the secondary sources
   * @return the version of the primary one
   */
  private String fetch(Map<String, Path> folders) {
    Sources sources = site.workshop().sources();
    String resolved =
        sources.fetch(
            site.project().source(), site.build().sourceVersion(), site.source(), site.role());
    for (ProjectSource secondary : site.project().secondarySources()) {
      Path path = site.folder().resolve("sources").resolve(secondary.sourceIdentifier());
      sources.fetch(secondary, version(secondary), path, site.role());
      folders.put(secondary.sourceIdentifier(), path);
    }
    return resolved;
  }

  private String version(ProjectSource secondary) {
    return site.project().secondarySourceVersions().stream()
        .filter(version -> version.sourceIdentifier().equals(secondary.sourceIdentifier()))
        .map(version -> version.sourceVersion())
        .findFirst()
        .orElse(null);
  }

  private Map<String, String> variables(Buildspec spec, Map<String, Path> folders) {
    Workshop workshop = site.workshop();
    Build build = site.build();
    site.log().say("Processing environment variables");
    Map<String, String> variables = workshop.variables().first(build, folders);
    variables.putAll(workshop.credentials().open(site.id(), site.role()));
    variables.put("GIT_CEILING_DIRECTORIES", site.folder().toString());
    variables.putAll(workshop.variables().own(build, spec, site.role().identity()));
    return variables;
  }
}
