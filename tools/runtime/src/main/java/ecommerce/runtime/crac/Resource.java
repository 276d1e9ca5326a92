package ecommerce.runtime.crac;

/** Something of a function that wants to be told before the snapshot is taken and after it. */
public interface Resource {

  void beforeCheckpoint(Context<? extends Resource> context) throws Exception;

  void afterRestore(Context<? extends Resource> context) throws Exception;
}
