package ecommerce.local.codebuild;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.model.ExportedEnvironmentVariable;

/** The phase UPLOAD_ARTIFACTS: reports, exported variables, artifacts and the cache. */
record Upload(BuildSite site) {

  /**
   * @throws Failure where the artifacts are missing, or cannot be stored
   */
  void run(Buildspec spec, Commands commands) {
    Workshop workshop = site.workshop();
    List<String> reports =
        workshop.reports().upload(site.build(), spec, site.source(), site.role(), site.log());
    List<ExportedEnvironmentVariable> exported = exported(spec, commands.variables());
    workshop
        .builds()
        .change(site.id(), one -> one.reportArns(reports).exportedEnvironmentVariables(exported));
    Artifacts.Stored stored =
        workshop
            .artifacts()
            .store(
                site.project(),
                site.build(),
                spec,
                site.source(),
                site.role(),
                commands::expand,
                site.log());
    workshop
        .builds()
        .change(
            site.id(),
            one ->
                one.artifacts(stored.primary().orElse(null))
                    .secondaryArtifacts(stored.secondary()));
    workshop.caches().keep(site.project(), spec, site.source(), site.role(), site.log());
  }

  private static List<ExportedEnvironmentVariable> exported(
      Buildspec spec, Map<String, String> variables) {
    return spec.exported().stream()
        .filter(variables::containsKey)
        .map(
            name ->
                ExportedEnvironmentVariable.builder().name(name).value(variables.get(name)).build())
        .toList();
  }
}
