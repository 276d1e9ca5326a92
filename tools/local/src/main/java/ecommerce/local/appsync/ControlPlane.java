package ecommerce.local.appsync;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.InstantSource;

/** AppSync's own API. */
final class ControlPlane implements AwsService {

  final ApiOperations apis;
  final KeyOperations keys;
  final SchemaOperations schemas;
  final SourceOperations sources;
  final FunctionOperations functions;
  final ResolverOperations resolvers;

  ControlPlane(Apis state, Account account, Endpoints endpoints, InstantSource clock, ApiLog log) {
    apis = new ApiOperations(state, account, endpoints, log);
    keys = new KeyOperations(state, apis, clock);
    schemas = new SchemaOperations(state, apis);
    sources = new SourceOperations(state, apis);
    functions = new FunctionOperations(state, apis);
    resolvers = new ResolverOperations(state, apis, schemas);
  }

  @Override
  public Protocol protocol() {
    return new Protocol.RestJson("appsync");
  }

  @Override
  public void declare(Operations operations) {
    apis.declare(operations);
    keys.declare(operations);
    schemas.declare(operations);
    sources.declare(operations);
    functions.declare(operations);
    resolvers.declare(operations);
  }
}
