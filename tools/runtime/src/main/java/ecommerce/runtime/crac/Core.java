package ecommerce.runtime.crac;

/**
 * Where the library {@code org.crac} of a function finds the runtime's side of CRaC: it looks these
 * names up in the package that the system property {@code org.crac.Core.Compat} names. A process
 * cannot ask for its own snapshot, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
 *     Runtime hooks for Java</a>
 */
public final class Core {

  private static final Context<Resource> GLOBAL = new Context<>();

  private Core() {}

  public static Context<Resource> getGlobalContext() {
    return GLOBAL;
  }

  public static void checkpointRestore() throws CheckpointException, RestoreException {
    throw new UnsupportedOperationException(
        "a function cannot ask for its snapshot: Lambda takes it when a version is published");
  }
}
