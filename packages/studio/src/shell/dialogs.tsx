/** Dialogs of the page: a problem, help with the keys, the passphrase of a case. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button, Dialog, Heading, Input, Label, Modal, ModalOverlay, Text, TextField } from 'react-aria-components';
import { openCaseFile } from '../files/index.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { Action } from './parts/controls.tsx';
import { Table } from './parts/table.tsx';
import { useShell } from './shell-state.ts';

export function Window(props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly alert?: boolean;
  readonly wide?: boolean;
}) {
  const { title, isOpen, onClose, children, alert = false, wide = false } = props;
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable={!alert}>
      <Modal className={wide ? 'window wide' : 'window'}>
        <Dialog role={alert ? 'alertdialog' : 'dialog'} className="window-content">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export function ProblemDialog() {
  const problem = useStudio((state) => state.problem);
  const close = (): void => useStudio.getState().set({ problem: null });
  return (
    <Window title={words.problem.title} isOpen={problem !== null} onClose={close} alert>
      <p>{problem}</p>
      <div className="window-actions">
        <Button autoFocus className="action primary" onPress={close}>
          {words.problem.close}
        </Button>
      </div>
    </Window>
  );
}

export function HelpDialog() {
  const isOpen = useShell((state) => state.helpOpen);
  const { help } = words;
  const close = (): void => useShell.setState({ helpOpen: false });
  return (
    <Window title={help.title} isOpen={isOpen} onClose={close}>
      <h3>{help.aboutTitle}</h3>
      <p>{help.about}</p>
      <h3>{help.keysTitle}</h3>
      <Table
        caption={help.keysTitle}
        columns={[
          { name: help.key, words: true },
          { name: help.does, words: true },
        ]}
        rows={help.keys.map(([key = '', does = '']) => ({ key, cells: [<kbd key={key}>{key}</kbd>, does] }))}
      />
      <div className="window-actions">
        <Action onPress={() => useShell.setState({ helpOpen: false, tourOpen: true })}>{help.tour}</Action>
        <Action kind="primary" onPress={close}>
          {help.close}
        </Action>
      </div>
    </Window>
  );
}

export function UnlockDialog() {
  const file = useShell((state) => state.caseToUnlock);
  const [passphrase, setPassphrase] = useState('');
  const [isWrong, setWrong] = useState(false);
  const text = words.openCase;
  const close = (): void => {
    setPassphrase('');
    setWrong(false);
    useShell.setState({ caseToUnlock: null });
  };
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === null) return;
    if ((await openCaseFile(file, passphrase)) === 'opened') close();
    else setWrong(true);
  };
  return (
    <Window title={text.title} isOpen={file !== null} onClose={close}>
      <form onSubmit={(event) => void open(event)}>
        <TextField className="field" type="password" value={passphrase} onChange={setPassphrase} autoFocus isInvalid={isWrong}>
          <Label>{text.passphrase}</Label>
          <Input className="input" autoComplete="off" />
          <Text slot="description" className={isWrong ? 'hint error' : 'hint'}>
            {isWrong ? text.wrong : text.text}
          </Text>
        </TextField>
        <div className="window-actions">
          <Action onPress={close}>{text.cancel}</Action>
          <Button type="submit" className="action primary">
            {text.open}
          </Button>
        </div>
      </form>
    </Window>
  );
}
