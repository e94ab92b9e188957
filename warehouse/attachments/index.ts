export { CONTENT_TYPES, type Content, type ContentType, contentOf } from "./content.ts";
export { CONTENT_FAULTS, ContentFault } from "./picture.ts";
export {
  type Attachment,
  type Attachments,
  attachmentStore,
  attachmentsFolder,
  attachmentsOf,
  MOST_OF_A_PROJECT,
} from "./store.ts";
export { setUpload, type Upload, uploadOf } from "./upload.ts";
