package ecommerce.deploy.stacks;

import ecommerce.deploy.packaging.Artifact;

/** Where artefacts are kept, by their keys. */
public interface Artifacts {

  /** Makes sure that the artefact is there. What is there already is not sent again. */
  void keep(Artifact artifact);

  /** The address under which CloudFormation reads it. */
  String url(Artifact artifact);
}
