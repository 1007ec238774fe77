from demo.load import command

command()
