package ecommerce.local;

import ecommerce.local.apigateway.ApiGateway;
import ecommerce.local.appsync.AppSync;
import ecommerce.local.cloudtrail.CloudTrail;
import ecommerce.local.cloudwatch.CloudWatch;
import ecommerce.local.codebuild.CodeBuild;
import ecommerce.local.codecommit.CodeCommit;
import ecommerce.local.codedeploy.CodeDeploy;
import ecommerce.local.codepipeline.CodePipeline;
import ecommerce.local.cognito.Cognito;
import ecommerce.local.deploy.CloudFormation;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.deploy.Stacks;
import ecommerce.local.dynamodb.DynamoDb;
import ecommerce.local.events.Events;
import ecommerce.local.iam.Iam;
import ecommerce.local.lambda.Lambda;
import ecommerce.local.lambda.LambdaOptions;
import ecommerce.local.logs.Logs;
import ecommerce.local.queues.Sqs;
import ecommerce.local.s3.S3;
import ecommerce.local.sns.Sns;
import ecommerce.local.ssm.ParameterStore;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import ecommerce.local.xray.XRay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * AWS on one machine: every part, wired once, on one port of loopback. What it keeps is in its
 * state folder; one environment at a time uses a folder.
 */
public final class LocalAws implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * @param state where everything is kept
   * @param port 0 for any that is free
   * @param runtime the class path of the Java runtime that functions are started with
   * @param caches the functions' startup caches, for all environments that name this folder
   * @param retryScale factor on Lambda's waits between the attempts of asynchronous events and of
   *     batches; 1 is as on AWS
   * @param traced which share of the requests X-Ray's rule Default samples, beyond the first of
   *     each second, until that rule is changed; 0.05 is as on AWS
   */
  public record Options(
      Path state,
      int port,
      Account account,
      List<Path> runtime,
      Path caches,
      double retryScale,
      double traced) {

    private static final double AS_ON_AWS = 0.05;

    public Options {
      runtime = List.copyOf(runtime);
      if (!(retryScale > 0)) {
        throw new IllegalArgumentException("the retry scale " + retryScale + " is not above 0");
      }
      if (!(traced >= 0 && traced <= 1)) {
        throw new IllegalArgumentException("the share of traces " + traced + " is not in 0 … 1");
      }
    }

    public Options(
        Path state, int port, Account account, List<Path> runtime, Path caches, double retryScale) {
      this(state, port, account, runtime, caches, retryScale, AS_ON_AWS);
    }

    public Options(Path state, int port, Account account, List<Path> runtime, Path caches) {
      this(state, port, account, runtime, caches, 1);
    }

    /** The same, with another share of traces. */
    public Options tracing(double share) {
      return new Options(state, port, account, runtime, caches, retryScale, share);
    }
  }

  private final MvStore store;
  private final AutoCloseable clock;
  private final Front front;
  private final Endpoints endpoints;
  private final List<Part> parts;
  private final Stacks stacks;

  private LocalAws(Options options, MvStore store, Timers timers, AutoCloseable clock) {
    Account account = options.account();
    this.store = store;
    this.clock = clock;
    CloudTrail cloudTrail = new CloudTrail(account, store, timers);
    Iam iam = new Iam(account, store, timers, cloudTrail);
    SignatureAuthenticator authenticator =
        new SignatureAuthenticator(iam, timers, account.region());
    Dispatcher dispatcher = new Dispatcher(authenticator, iam);
    this.front = new Front(dispatcher, LOOPBACK, options.port());
    this.endpoints = new Endpoints("localhost:" + bind(options.port()));

    XRay xray = new XRay(account, store, timers, options.traced());
    AtomicReference<ServiceEvents> bus = new AtomicReference<>();
    LateActions actions = new LateActions();
    CloudWatch metrics =
        new CloudWatch(
            account,
            store,
            timers,
            (source, type, resources, detail) -> bus.get().publish(source, type, resources, detail),
            actions,
            actions);
    Logs logs = new Logs(account, store, timers, metrics, actions, actions);
    Sqs sqs = new Sqs(account, endpoints, store, timers, iam, metrics);
    DynamoDb dynamoDb = new DynamoDb(account, endpoints, store, timers, metrics);
    LambdaOptions functions =
        LambdaOptions.with(options.runtime())
            .sharing(options.caches())
            .retrying(options.retryScale());
    Lambda lambda =
        new Lambda(
            account,
            endpoints,
            store,
            timers,
            iam,
            iam,
            dispatcher,
            sqs,
            logs,
            metrics,
            xray,
            functions);
    Sns sns = new Sns(account, endpoints, store, timers, iam, dispatcher, lambda, logs, metrics);
    actions.are(sns, lambda);
    CodeDeploy codeDeploy =
        new CodeDeploy(account, store, timers, iam, dispatcher, lambda, metrics);
    S3 s3 = new S3(account, store, timers, iam);
    ParameterStore parameters = new ParameterStore(account, store, timers);
    Cognito cognito = new Cognito(account, endpoints, store, timers, lambda);
    ApiGateway apiGateway =
        new ApiGateway(
            account,
            endpoints,
            store,
            timers,
            authenticator,
            iam,
            iam,
            lambda,
            logs,
            metrics,
            xray);
    AppSync appSync =
        new AppSync(
            account,
            endpoints,
            store,
            timers,
            authenticator,
            iam,
            iam,
            dispatcher,
            lambda,
            cognito,
            metrics,
            logs,
            xray);
    CodePipeline codePipeline =
        new CodePipeline(
            account,
            store,
            timers,
            iam,
            iam,
            dispatcher,
            lambda,
            new ObjectClients(account, endpoints, iam),
            (source, type, resources, detail) ->
                bus.get().publish(source, type, resources, detail));
    Events events =
        new Events(
            account,
            store,
            timers,
            lambda,
            sqs,
            sns,
            logs,
            appSync,
            codePipeline,
            iam,
            iam,
            metrics);
    bus.set(events);
    CodeBuild codeBuild =
        new CodeBuild(
            account, endpoints, store, timers, iam, iam, iam, dispatcher, logs, events, metrics);
    CodeCommit codeCommit = new CodeCommit(account, endpoints, store, timers, iam, iam, events);

    List<Part> services =
        List.of(
            iam,
            cloudTrail,
            xray,
            metrics,
            logs,
            sqs,
            sns,
            s3,
            dynamoDb,
            events,
            parameters,
            cognito,
            apiGateway,
            appSync,
            codeCommit,
            codeBuild,
            codeDeploy,
            codePipeline,
            lambda);
    List<ResourceType> types =
        services.stream().flatMap(part -> part.resourceTypes().stream()).toList();
    CloudFormation cloudFormation =
        new CloudFormation(
            account,
            endpoints,
            store,
            timers,
            s3,
            iam,
            name -> parameters.value(name).orElse(null),
            types);
    this.stacks = cloudFormation.stacks();
    this.parts = Stream.concat(services.stream(), Stream.of(cloudFormation)).toList();
    for (Part part : parts) {
      part.services().forEach(dispatcher::add);
      part.paths().forEach(front::add);
      part.webSockets().forEach(front::add);
    }
  }

  /**
   * Takes the port and begins to answer.
   *
   * @throws IllegalStateException where the port or the state folder is in use: naming it; nothing
   *     is left open
   */
  public static LocalAws start(Options options) {
    SystemTimers timers = new SystemTimers();
    return start(options, timers, timers);
  }

  /**
   * By another clock.
   *
   * @param clock what is closed with the environment, or where it does not start
   */
  static LocalAws start(Options options, Timers timers, AutoCloseable clock) {
    MvStore store = null;
    LocalAws aws = null;
    try {
      store = new MvStore(options.state());
      aws = new LocalAws(options, store, timers, clock);
      aws.front.start();
      aws.parts.forEach(Part::start);
      return aws;
    } catch (Exception e) {
      if (aws != null) {
        aws.close();
      } else {
        close("the timers", clock);
        if (store != null) {
          store.close();
        }
      }
      throw e instanceof RuntimeException known
          ? known
          : new IllegalStateException("the environment cannot start: " + e.getMessage(), e);
    }
  }

  private int bind(int port) {
    try {
      return front.bind();
    } catch (IOException e) {
      throw new IllegalStateException("port " + port + " is in use", e);
    }
  }

  /** {@code http://localhost:PORT}. */
  public String url() {
    return endpoints.url();
  }

  public int port() {
    return front.address().getPort();
  }

  public Stacks stacks() {
    return stacks;
  }

  @Override
  public void close() {
    close("the port", front);
    parts.reversed().forEach(part -> close(part.getClass().getSimpleName(), part::close));
    close("the timers", clock);
    close("the store", store);
  }

  /** What does not close keeps nothing else open. */
  private static void close(String what, AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception e) {
      LoggerFactory.getLogger("aws").warn("{} did not close well", what, e);
    }
  }
}
