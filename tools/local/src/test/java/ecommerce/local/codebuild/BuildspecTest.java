package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildspecTest {

  @Test
  void readsEverythingThatIsOffered() {
    Buildspec spec =
        BuildspecReader.read(
            "buildspec.yml",
            """
            version: 0.2
            env:
              shell: bash
              variables: {COUNT: 3, FLAG: true}
              parameter-store: {KEY: /shop/key}
              exported-variables: [COUNT]
            phases:
              install:
                runtime-versions: {java: corretto25}
              build:
                on-failure: ABORT
                commands: [make]
                finally: [echo done]
            reports:
              unit: {files: ["**/TEST-*.xml"], base-directory: target, discard-paths: yes}
            artifacts:
              files: ["**/*"]
              exclude-paths: [tmp/**/*]
              name: shop-$COUNT
              secondary-artifacts:
                docs: {files: [README], discard-paths: no}
            cache: {paths: ["node_modules/**/*"]}
            """);
    assertThat(spec.variables()).containsEntry("COUNT", "3").containsEntry("FLAG", "true");
    assertThat(spec.phases().get("install").runtimes()).containsEntry("java", "corretto25");
    assertThat(spec.phases().get("build").onFailure()).isEqualTo(Buildspec.OnFailure.ABORT);
    assertThat(spec.reports().get("unit").flat()).isTrue();
    assertThat(spec.artifacts().orElseThrow().name()).contains("shop-$COUNT");
    assertThat(spec.secondary()).containsOnlyKeys("docs");
    assertThat(spec.cachePaths()).containsExactly("node_modules/**/*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{phases: {build: {comands: [make]}}}| line 1: the buildspec has no version",
        "version: 0.1;phases: {}| line 1: version must be 0.2, not 0.1",
        "version: 0.2| line 1: the buildspec has no phases",
        "version: 0.2;phases:;  build:;    comands: [make]| line 4: phases.build.comands is not"
            + " known; known are commands, finally, on-failure",
        "version: 0.2;phases:;  build:;    commands: make| line 4: phases.build.commands must be a"
            + " list of strings, not a single value",
        "version: 0.2;phases:;  build:;    commands:;      - make;      - echo a: b| line 6:"
            + " phases.build.commands[1] must be a string, not a mapping",
        "version: 0.2;phases:;  build:;    commands:;      -| line 5: phases.build.commands[0] must"
            + " be a string, not nothing",
        "version: 0.2;phases:;  biuld: {}| line 3: phases.biuld is not known",
        "version: 0.2;env:;  secrets-manager: {A: b};phases: {}| line 3: env.secrets-manager is not"
            + " supported by this environment",
        "version: 0.2;phases: {build: {on-failure: RETRY}}| line 2: phases.build.on-failure must be"
            + " ABORT or CONTINUE here, not RETRY",
        "version: 0.2;phases: {};phases: {}| line 3: phases is there twice",
        "version: 0.2;phases: {};reports: {r: {files: [a], file-format: CUCUMBERJSON}}| line 3:"
            + " reports.r.file-format must be JUNITXML here",
        "version: 0.2;phases: {};artifacts: {files: [a], discard-paths: perhaps}| line 3:"
            + " artifacts.discard-paths must be yes or no",
        "version: 0.2;phases: [| line ",
      })
  void namesFileLineAndKeyOfWhatIsWrong(String spec, String message) {
    String text = spec.replaceAll(";(?! known)", "\n");
    assertThatThrownBy(() -> BuildspecReader.read("ci/build.yaml", text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ci/build.yaml" + (message.startsWith(" ") ? "" : " ") + message)
        .satisfies(e -> assertThat(((Failure) e).code()).isEqualTo("YAML_FILE_ERROR"));
  }
}
