package ecommerce.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.Account;
import ecommerce.local.LocalAws;
import ecommerce.local.deploy.StackRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Buckets of stacks in the whole environment, with its roles and policies. */
class StackWithBucketsTest {

  private static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  private static final AwsCredentials ADMIN = AwsBasicCredentials.create("test", "test");

  @TempDir Path directory;
  private LocalAws aws;

  @BeforeEach
  void start() {
    aws =
        LocalAws.start(
            new LocalAws.Options(
                directory.resolve("state"), 0, ACCOUNT, List.of(), directory.resolve("caches")));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private S3Client s3(AwsCredentials credentials, String region) {
    return S3Client.builder()
        .endpointOverride(URI.create(aws.url()))
        .forcePathStyle(true)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private void deploy(String template) throws Exception {
    Path file = directory.resolve("template.yaml");
    Files.writeString(file, template);
    aws.stacks().deploy(new StackRequest("files", file, Map.of(), Map.of("team", "a")));
  }

  /** As the SAM CLI's own stack has it. */
  private static final String MANAGED =
      """
      Resources:
        Source:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: source-files
            PublicAccessBlockConfiguration:
              BlockPublicPolicy: "true"
              BlockPublicAcls: "true"
              IgnorePublicAcls: "true"
              RestrictPublicBuckets: "true"
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms}
            VersioningConfiguration: {Status: Enabled}
            LifecycleConfiguration:
              Rules: [{Id: old, Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}}]
            Tags: [{Key: ManagedStackSource, Value: AwsSamCli}]
        SourcePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Source
            PolicyDocument:
              Statement:
                - Action: ["s3:*"]
                  Effect: Deny
                  Resource: [!GetAtt Source.Arn, !Sub "${Source.Arn}/*"]
                  Principal: "*"
                  Condition: {Bool: {"aws:SecureTransport": "false"}}
                - Action: ["s3:GetObject"]
                  Effect: Deny
                  Resource: [!Sub "${Source.Arn}/secret/*"]
                  Principal: "*"
        Reader:
          Type: AWS::IAM::Role
          Properties:
            RoleName: reader
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}, Action: sts:AssumeRole}]
            Policies:
              - PolicyName: read
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement: [{Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Source.Arn}/*"}]
      Outputs:
        Name: {Value: !Ref Source}
        Domain: {Value: !GetAtt Source.RegionalDomainName}
      """;

  @Test
  void makesWhatTheSamCliNeedsAndRemovesOnlyWhatIsEmpty() throws Exception {
    deploy(MANAGED);
    try (S3Client s3 = s3(ADMIN, ACCOUNT.region())) {
      assertThat(s3.getBucketVersioning(r -> r.bucket("source-files")).statusAsString())
          .isEqualTo("Enabled");
      assertThat(s3.getBucketTagging(r -> r.bucket("source-files")).tagSet())
          .extracting(tag -> tag.key())
          .contains("ManagedStackSource", "team");
      String version =
          s3.putObject(r -> r.bucket("source-files").key("k"), RequestBody.fromString("x"))
              .versionId();
      assertThat(
              s3.headObject(r -> r.bucket("source-files").key("k")).serverSideEncryptionAsString())
          .isEqualTo("aws:kms");
      assertThatThrownBy(() -> aws.stacks().delete("files"))
          .hasMessageContaining("failed to delete: [Source]");
      s3.deleteObject(r -> r.bucket("source-files").key("k").versionId(version));
      aws.stacks().delete("files");
      assertThat(s3.listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void allowsARoleWhatItsPolicyAllowsAndTheBucketsDoesNotDeny() throws Exception {
    deploy(MANAGED);
    try (S3Client admin = s3(ADMIN, ACCOUNT.region());
        S3Client reader = s3(assumed(), ACCOUNT.region())) {
      admin.putObject(r -> r.bucket("source-files").key("k"), RequestBody.fromString("x"));
      admin.putObject(r -> r.bucket("source-files").key("secret/k"), RequestBody.fromString("x"));
      assertThat(reader.getObjectAsBytes(r -> r.bucket("source-files").key("k")).asUtf8String())
          .isEqualTo("x");
      assertThatThrownBy(
              () -> reader.getObjectAsBytes(r -> r.bucket("source-files").key("secret/k")))
          .hasMessageContaining("explicit deny in a resource-based policy");
      assertThatThrownBy(
              () ->
                  reader.putObject(
                      r -> r.bucket("source-files").key("k"), RequestBody.fromString("y")))
          .hasMessageContaining("no identity-based policy allows the s3:PutObject action");
      assertThatThrownBy(
              () -> reader.getObjectAsBytes(r -> r.bucket("source-files").key("nothing")))
          .as("who may not list is not told what is missing")
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  private AwsCredentials assumed() {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(URI.create(aws.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(ADMIN))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      Credentials given =
          sts.assumeRole(
                  r ->
                      r.roleArn("arn:aws:iam::123456789012:role/reader").roleSessionName("session"))
              .credentials();
      return AwsSessionCredentials.create(
          given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    }
  }

  @Test
  void refusesSignaturesForAnotherRegion() {
    try (S3Client s3 = s3(ADMIN, "us-west-2");
        SsmClient ssm =
            SsmClient.builder()
                .endpointOverride(URI.create(aws.url()))
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(ADMIN))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      assertThatThrownBy(s3::listBuckets)
          .hasMessageContaining("the region 'us-west-2' is wrong; expecting 'eu-west-1'");
      assertThatThrownBy(() -> ssm.getParameter(r -> r.name("/a")))
          .isInstanceOfSatisfying(
              SsmException.class, e -> assertThat(e.statusCode()).isEqualTo(400))
          .hasMessageContaining("valid region");
    }
  }

  @Test
  void wantsTheRegionNamedWhereANewBucketIsMade() {
    try (S3Client s3 = s3(ADMIN, ACCOUNT.region())) {
      s3.createBucket(
          r ->
              r.bucket("named")
                  .createBucketConfiguration(c -> c.locationConstraint(ACCOUNT.region())));
      assertThat(s3.getBucketLocation(r -> r.bucket("named")).locationConstraintAsString())
          .isEqualTo("eu-west-1");
      assertThatThrownBy(
              () ->
                  s3.createBucket(
                      r ->
                          r.bucket("named")
                              .createBucketConfiguration(
                                  c -> c.locationConstraint(ACCOUNT.region()))))
          .hasMessageContaining("you already own it");
    }
  }
}
