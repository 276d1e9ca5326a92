/**
 * CodePipeline (type V2): executions as a durable state machine, whose actions are calls of the
 * other services with the pipeline's role.
 */
package ecommerce.local.codepipeline;
