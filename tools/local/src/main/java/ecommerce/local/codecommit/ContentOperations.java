package ecommerce.local.codecommit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.BlobIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileTooLargeException;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.SubModule;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

/** Files and folders of a commit. A file of more than 6 MB is not given, as on AWS. */
record ContentOperations(Repositories repositories) {

  private static final int LARGEST = 6 * 1024 * 1024;

  GetFileResponse file(GetFileRequest request) {
    return Opened.with(repositories, request.repositoryName(), git -> file(git, request));
  }

  private static GetFileResponse file(Repository git, GetFileRequest request) throws IOException {
    RevCommit commit = new Revisions(git).require(request.commitSpecifier());
    String path = path(request.filePath());
    try (TreeWalk at = path.isEmpty() ? null : TreeWalk.forPath(git, path, commit.getTree())) {
      if (at == null || FileMode.TREE.equals(at.getFileMode())) {
        throw Refusals.of(
            FileDoesNotExistException.builder(),
            "Could not find path " + request.filePath() + " in commit " + commit.name());
      }
      byte[] content = content(git, at.getObjectId(0));
      return GetFileResponse.builder()
          .commitId(commit.name())
          .blobId(at.getObjectId(0).name())
          .filePath(path)
          .fileMode(FileModes.shown(at.getFileMode()))
          .fileSize((long) content.length)
          .fileContent(SdkBytes.fromByteArrayUnsafe(content))
          .build();
    }
  }

  GetBlobResponse blob(GetBlobRequest request) {
    return Opened.with(
        repositories,
        request.repositoryName(),
        git -> {
          boolean known =
              ObjectId.isId(request.blobId())
                  && git.getObjectDatabase().has(ObjectId.fromString(request.blobId()));
          if (!known) {
            throw Refusals.of(
                BlobIdDoesNotExistException.builder(), request.blobId() + " does not exist");
          }
          byte[] content = content(git, ObjectId.fromString(request.blobId()));
          return GetBlobResponse.builder().content(SdkBytes.fromByteArrayUnsafe(content)).build();
        });
  }

  private static byte[] content(Repository git, ObjectId blob) throws IOException {
    ObjectLoader loader = git.open(blob);
    if (loader.getSize() > LARGEST) {
      throw Refusals.of(
          FileTooLargeException.builder(),
          "The file is larger than " + LARGEST + " bytes: clone the repository to read it");
    }
    return loader.getBytes(LARGEST);
  }

  GetFolderResponse folder(GetFolderRequest request) {
    return Opened.with(repositories, request.repositoryName(), git -> folder(git, request));
  }

  private static GetFolderResponse folder(Repository git, GetFolderRequest request)
      throws IOException {
    RevCommit commit = new Revisions(git).require(request.commitSpecifier());
    String path = path(request.folderPath());
    ObjectId tree = tree(git, commit, path);
    List<Folder> folders = new ArrayList<>();
    List<File> files = new ArrayList<>();
    List<SymbolicLink> links = new ArrayList<>();
    List<SubModule> modules = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(tree);
      while (walk.next()) {
        String name = walk.getNameString();
        String whole = path.isEmpty() ? name : path + "/" + name;
        String id = walk.getObjectId(0).name();
        FileMode mode = walk.getFileMode();
        if (mode.equals(FileMode.TREE)) {
          folders.add(Folder.builder().treeId(id).absolutePath(whole).relativePath(name).build());
        } else if (mode.equals(FileMode.GITLINK)) {
          modules.add(
              SubModule.builder().commitId(id).absolutePath(whole).relativePath(name).build());
        } else if (mode.equals(FileMode.SYMLINK)) {
          links.add(
              SymbolicLink.builder()
                  .blobId(id)
                  .absolutePath(whole)
                  .relativePath(name)
                  .fileMode(FileModes.shown(mode))
                  .build());
        } else {
          files.add(
              File.builder()
                  .blobId(id)
                  .absolutePath(whole)
                  .relativePath(name)
                  .fileMode(FileModes.shown(mode))
                  .build());
        }
      }
    }
    return GetFolderResponse.builder()
        .commitId(commit.name())
        .treeId(tree.name())
        .folderPath(path)
        .subFolders(folders)
        .files(files)
        .symbolicLinks(links)
        .subModules(modules)
        .build();
  }

  private static ObjectId tree(Repository git, RevCommit commit, String path) throws IOException {
    if (path.isEmpty()) {
      return commit.getTree();
    }
    try (TreeWalk at = TreeWalk.forPath(git, path, commit.getTree())) {
      if (at == null || !FileMode.TREE.equals(at.getFileMode())) {
        throw Refusals.of(
            FolderDoesNotExistException.builder(),
            "Could not find folder " + path + " in commit " + commit.name());
      }
      return at.getObjectId(0);
    }
  }

  /** Without slashes at its ends. */
  static String path(String given) {
    return given.replaceAll("^/+|/+$", "");
  }
}
