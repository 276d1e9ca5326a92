/**
 * CodeBuild: builds as processes of this machine, by buildspecs, with the role of their project.
 */
package ecommerce.local.codebuild;
