package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.MovableTimers;
import ecommerce.local.TestPort;
import ecommerce.local.deploy.Resource;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.Project;

class ProjectTypeTest {

  private static final String PROPERTIES =
      """
      {'Name':'shop','ServiceRole':'arn:aws:iam::123456789012:role/b',
       'Source':{'Type':'CODEPIPELINE','BuildSpec':'ci/build.yaml'},'Artifacts':{'Type':'CODEPIPELINE'},
       'Environment':{'Type':'ARM_CONTAINER','ComputeType':'BUILD_GENERAL1_LARGE','Image':'i',
         'EnvironmentVariables':[{'Name':'A','Value':'1'}]},
       'Cache':{'Type':'S3','Location':'b/c'},'LogsConfig':{'CloudWatchLogs':{'Status':'ENABLED','GroupName':'g'}},
       'TimeoutInMinutes':'30'}\
      """;

  @TempDir Path directory;
  private MvStore store;
  private Projects projects;
  private ProjectType type;

  @BeforeEach
  void start() {
    store = new MvStore(directory);
    Arns arns = new Arns(TestPort.ACCOUNT);
    projects = new Projects(arns, new MovableTimers(), new Caches(null, directory), store);
    type = new ProjectType(arns, projects);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void makesChangesAndRemovesProject() {
    Resource made = type.create(TestPort.desired("Build", PROPERTIES));
    assertThat(made.physicalId()).isEqualTo("shop");
    assertThat(made.attribute("Arn")).endsWith(":project/shop");
    Project project = projects.require("shop");
    assertThat(project.source().buildspec()).isEqualTo("ci/build.yaml");
    assertThat(project.timeoutInMinutes()).isEqualTo(30);
    assertThat(project.environment().environmentVariables().getFirst().name()).isEqualTo("A");
    type.update(
        TestPort.desired("Build", PROPERTIES.replace(",\n 'TimeoutInMinutes':'30'", "")), made);
    Project changed = projects.require("shop");
    assertThat(changed.timeoutInMinutes()).isEqualTo(60);
    assertThat(changed.created()).isEqualTo(project.created());
    type.delete(made);
    type.delete(made);
    assertThat(projects.find("shop")).isEmpty();
  }

  @Test
  void refusesWhatCannotBeBuiltHere() {
    assertThatThrownBy(
            () ->
                type.create(
                    TestPort.desired(
                        "Build", PROPERTIES.replace("ARM_CONTAINER", "WINDOWS_CONTAINER"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("WINDOWS_CONTAINER");
    assertThat(type.properties()).noneMatch(name -> name.startsWith("VpcConfig"));
  }
}
