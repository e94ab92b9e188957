export { type BackupMade, type BackupSettings, backup, type Restored, restore } from "./backup.ts";
