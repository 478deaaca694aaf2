def load(folder, notes): pass
