package ecommerce.local.codecommit;

import org.eclipse.jgit.lib.FileMode;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

/** Git's file modes under CodeCommit's names. */
final class FileModes {

  private FileModes() {}

  static FileModeTypeEnum shown(FileMode mode) {
    if (mode.equals(FileMode.EXECUTABLE_FILE)) {
      return FileModeTypeEnum.EXECUTABLE;
    }
    return mode.equals(FileMode.SYMLINK) ? FileModeTypeEnum.SYMLINK : FileModeTypeEnum.NORMAL;
  }

  /** A normal file where nothing, or nothing known, is said. */
  static FileMode of(FileModeTypeEnum mode) {
    return switch (mode) {
      case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
      case SYMLINK -> FileMode.SYMLINK;
      case null, default -> FileMode.REGULAR_FILE;
    };
  }
}
