import { Modal, type ModalProps } from '@mantine/core';
import { useFocusBack } from './focus-back.ts';

type DialogProps = Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'size' | 'closeOnClickOutside' | 'children'>;

/** A dialog in the middle of the window. Esc closes it, and the focus goes back to what opened it. */
export function Dialog(props: DialogProps) {
  useFocusBack(props.opened);
  return <Modal {...props} returnFocus={false} closeButtonProps={{ 'aria-label': 'Close' }} />;
}
