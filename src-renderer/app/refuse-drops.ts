const refuse = (event: Event) => {
  const { dataTransfer } = event as DragEvent;
  if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  dataTransfer.dropEffect = 'none';
};

/** Keeps files that are dropped where nobody takes them from being opened by the browser, which would leave Tallydesk. */
export function refuseDroppedFiles(target: EventTarget): void {
  target.addEventListener('dragover', refuse);
  target.addEventListener('drop', refuse);
}
