"""Who may come in: what is listened on, certificates, the gate, pairing, the audit log."""
